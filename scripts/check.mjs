/**
 * `npm run check`: format, lint, types, walls, dead code, texts and the quick tests. One line a
 * step with its time, the output of what failed, and `N passed, N failed` at the end, where each
 * static step and each test counts as one.
 *
 *   npm run check                      all of it
 *   npm run check -- --only types,lint some of it (groups of scripts/lib/check-steps.mjs)
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { staticSteps, testSteps } from './lib/check-steps.mjs';
import { runProgram } from './lib/run-program.mjs';

const root = resolve(import.meta.dirname, '..');
/** Two steps at a time: the machine that this must be quick on has two cores. */
const workers = 2;

/** @param {string[] | undefined} only */
function chosen(only) {
  const groups = [...staticSteps, ...testSteps].map((step) => step.group);
  const unknown = (only ?? []).filter((group) => !groups.includes(group));
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are ${[...new Set(groups)].join(', ')}.`,
    );
    process.exit(2);
  }
  const wanted = (step) => only === undefined || only.includes(step.group);
  return { fixed: staticSteps.filter(wanted), tests: testSteps.filter(wanted) };
}

/** @param {{ ok: boolean, name: string, tookMs: number, note?: string }} result */
function tell({ ok, name, tookMs, note = '' }) {
  const seconds = `${(tookMs / 1000).toFixed(1)} s`.padStart(8);
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(22)}${seconds}${note && `  ${note}`}`);
}

async function runStatic(step) {
  const { code, output, tookMs } = await runProgram(step.command, step.args, { cwd: root });
  const ok = code === 0;
  tell({ ok, name: step.name, tookMs });
  const mend = step.mend === undefined ? '' : `Mend it with: ${step.mend}\n`;
  return {
    name: step.name,
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    output: ok ? '' : output + mend,
  };
}

/** Counts come from vitest's own report; a run that ends badly without a failed test counts as one. */
async function runTests(step, folder) {
  const report = join(folder, `${step.group}.json`);
  const projects = step.projects.flatMap((project) => ['--project', project]);
  const args = [
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const { code, output, tookMs } = await runProgram('vitest', args, { cwd: root });
  const counts = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const passed = counts.numPassedTests ?? 0;
  const failed = Math.max(counts.numFailedTests ?? 0, code === 0 ? 0 : 1);
  const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
  const note = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  tell({ ok: failed === 0, name: step.name, tookMs, note });
  return { name: step.name, passed, failed, output: failed === 0 ? '' : output };
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const { fixed, tests } = chosen(values.only?.split(','));
  const results = [];
  const queue = [...fixed];
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      results.push(await runStatic(step));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));

  const folder = await mkdtemp(join(tmpdir(), 'longshore-check-'));
  try {
    for (const step of tests) results.push(await runTests(step, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  for (const { name, output } of results.filter((result) => result.output !== '')) {
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}\n${output.trimEnd()}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();
