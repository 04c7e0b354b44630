/**
 * Dockerfile instructions that an engine takes when it makes an image of a container or of a file tree, checked before
 * they are sent. Pure. The list is that of Docker's `--change`.
 */
export const instructionNames = [
  ...['CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'ONBUILD'],
  ...['STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
] as const;

export type InstructionFault =
  | 'unknown' // not one of those that are taken
  | 'empty' // nothing after its name
  | 'json' // begins as a JSON list and is none
  | 'pair' // ENV or LABEL without a value
  | 'port'; // EXPOSE of what is no port

const known: ReadonlySet<string> = new Set(instructionNames);
const lists: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'VOLUME']);

/** `8080`, `8080/udp`, `8000-8010`. */
function isPort(word: string): boolean {
  const [, from, to, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(word) ?? [];
  const fits = (port: string | undefined) =>
    port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  return from !== undefined && fits(from) && fits(to) && /^(tcp|udp|sctp)$/.test(protocol);
}

function isTextList(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

/** What is wrong with one line; null when an engine would take it. */
export function instructionFault(line: string): InstructionFault | null {
  const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line.trim()) ?? [];
  const instruction = name.toUpperCase();
  if (!known.has(instruction)) return 'unknown';
  if (rest === '') return 'empty';
  if (lists.has(instruction) && rest.startsWith('[') && !isTextList(rest)) return 'json';
  // `ENV name value` is the old form, and taken.
  if (/^(ENV|LABEL)$/.test(instruction) && !/^[^\s=]+(\s*=|\s+\S)/.test(rest)) return 'pair';
  if (instruction === 'EXPOSE' && !rest.split(/\s+/).every(isPort)) return 'port';
  return null;
}

/** The instructions of a text, one a line; empty lines do not count. */
export const instructionsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export interface FaultyLine {
  readonly line: string;
  readonly fault: InstructionFault;
}

/** The first line that would be refused. */
export function firstFault(lines: readonly string[]): FaultyLine | null {
  for (const line of lines) {
    const fault = instructionFault(line);
    if (fault !== null) return { line, fault };
  }
  return null;
}
