import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Resolves to its exit code and the last 64 KiB that it printed; rejects
 * when it cannot be started. It is killed when `limitMs` have passed.
 */
export async function runCommand(command, args, { cwd, env, shell = false, limitMs }) {
  const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = async (stream) => {
    for await (const chunk of stream) output = (output + chunk).slice(-65_536);
  };
  const timer = setTimeout(() => child.kill(), limitMs);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
  try {
    const [code] = await Promise.all([ended, collect(child.stdout), collect(child.stderr)]);
    return { code, output };
  } finally {
    clearTimeout(timer);
  }
}
