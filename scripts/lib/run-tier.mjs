import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * Runs a program of the project, shows what it prints and keeps it. Never rejects: what cannot be
 * started or is ended by a signal has code 1. Its children are in its process group, which ends
 * with `signal` or after `limitMs`.
 *
 * @param {string[]} command
 * @param {{ root: string, node: string, limitMs: number, signal: AbortSignal, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runShown([program, ...args], { root, node, limitMs, signal, env = {} }) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(program === 'node' ? node : program, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const show = async (stream) => {
      for await (const chunk of stream.setEncoding('utf8')) {
        process.stdout.write(chunk);
        output += chunk;
      }
    };
    const end = () => endGroup(child.pid);
    const timer = setTimeout(end, limitMs);
    signal.addEventListener('abort', end, { once: true });
    const shown = Promise.allSettled([show(child.stdout), show(child.stderr)]);
    const finish = (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      finish(1);
    });
    child.once('close', async (code) => {
      await shown;
      finish(code ?? 1);
    });
  });
}

function endGroup(pid) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

/**
 * Runs a tier and reads its counts. A run that ends badly without naming a failed test counts as
 * one failure, and so does one that ran nothing.
 *
 * @param {import('./tiers.mjs').Tier} tier
 * @param {Parameters<typeof runShown>[1]} options
 * @returns {Promise<import('./tiers.mjs').Counts>}
 */
export async function runTier(tier, options) {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-test-'));
  try {
    const file = join(folder, 'report.json');
    const { code, output } = await runShown([tier.command, ...tier.args(file)], {
      ...options,
      limitMs: tier.limitMs,
      env: { ...tier.env?.(file), LONGSHORE_ENGINES: tier.engines.join(',') },
    });
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const counts = tier.read({ report: JSON.parse(text), output });
    const ranNothing = counts.passed + counts.failed === 0;
    const failed = Math.max(counts.failed, code !== 0 || ranNothing ? 1 : 0);
    return { ...counts, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
