import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/**
 * Runs a program of the project to its end and keeps what it printed.
 *
 * @param {string} command a program of node_modules/.bin, or `node` for this very Node
 * @param {string[]} args
 * @param {{ cwd: string, limitMs?: number }} options
 * @returns {Promise<{ code: number, output: string, tookMs: number }>} never rejects: a program that
 *   cannot be started or runs into its limit is a code other than 0 with the reason in `output`
 */
export function runProgram(command, args, { cwd, limitMs = 180_000 }) {
  const started = performance.now();
  const path = [join(cwd, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd,
      env: { ...process.env, PATH: path, FORCE_COLOR: '0', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm's programs are .cmd files on Windows, which only a shell starts.
      shell: process.platform === 'win32' && command !== 'node',
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    const finish = (code, note = '') =>
      resolve({ code, output: output + note, tookMs: performance.now() - started });
    const collect = async (stream) => {
      for await (const chunk of stream.setEncoding('utf8')) output += chunk;
    };
    const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
    child.once('error', (error) =>
      finish(1, `${command} could not be started: ${error.message}\n`),
    );
    child.once('close', async (code, signal) => {
      await collected.catch(() => undefined);
      const late = performance.now() - started >= limitMs;
      if (code !== null) finish(code);
      else finish(1, late ? `stopped after ${limitMs / 1000} s\n` : `ended by ${signal}\n`);
    });
  });
}
