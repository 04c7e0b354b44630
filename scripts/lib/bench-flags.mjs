import { parseArgs } from 'node:util';

/** Also the order in which they run. */
export const benchNames = [
  'start',
  'log-1m',
  'log-stalled',
  'exec-20mb',
  'exec-drawn',
  'pull',
  'keystroke',
  'wan-list',
  'wan-keystroke',
  'wan-cut',
  'ten-hosts',
  'idle-hosts',
  'layers',
  'list-1000',
  'event',
  'idle-1000',
  'ssh',
];

export const usage = `npm run bench [-- NAME… FLAGS]   measures the built app beside its peers

  NAME      ${benchNames.join(', ')}; all of them without any
  --json    an array of {name, value, unit, peer, bar, met, …} instead of a table
  --quick   small sizes and one run: shows that the benchmark works, nothing more
  --help    this text
`;

/** Throws for a flag or a name that is not there. */
export function readBenchFlags(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((name) => !benchNames.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}; there are ${benchNames.join(', ')}.`,
    );
  }
  return { ...values, names: positionals };
}
