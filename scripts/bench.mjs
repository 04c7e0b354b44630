/**
 * `npm run bench [-- NAME… --json --quick]`: how fast the built app is, beside the programs that it
 * is compared with, on a private engine (Debian, root). Progress goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { readBenchFlags, usage } from './lib/bench-flags.mjs';
import { prepareBench } from './lib/bench-prepare.mjs';
import { projectNode } from './lib/project.mjs';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stop.abort());
const say = (text) => process.stderr.write(`${text}\n`);

async function main() {
  const flags = readBenchFlags(process.argv.slice(2));
  if (flags.help) {
    process.stdout.write(usage);
    return 0;
  }
  await prepareBench(say);
  // On a fresh clone this is a Node that came before the project's own, and cannot read TypeScript.
  if (!process.features.typescript && projectNode() !== process.execPath) {
    return spawnSync(projectNode(), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1;
  }
  // Only now: they need the dependencies.
  const { runBench } = await import('../test/bench/bench.ts');
  const { table } = await import('../test/bench/report.ts');
  const figures = await runBench({ ...flags, signal: stop.signal, say });
  const text = flags.json ? JSON.stringify(figures) : table(figures);
  process.stdout.write(`${text}\n`);
  if (stop.signal.aborted) return 130;
  return figures.some((figure) => figure.value === null) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
