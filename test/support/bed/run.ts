import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Downloads take longest: ten minutes is the slowest mirror seen, times five. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end and gives its standard output; a failure carries its last words. */
export function run(file: string, args: readonly string[], options: RunOptions = {}) {
  return new Promise<string>((resolve, reject) => {
    execFile(
      file,
      [...args],
      {
        cwd: options.cwd,
        env: options.env ?? process.env,
        timeout: options.timeoutMs ?? 600_000,
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else {
          const said = `${stderr}${stdout}`.trim().split('\n').slice(-5).join('\n');
          reject(new Error(`${file} ${args.join(' ')}: ${said || error.message}`));
        }
      },
    );
  });
}

/** True when the program ends with code 0. */
export async function succeeds(file: string, args: readonly string[]): Promise<boolean> {
  return run(file, args).then(
    () => true,
    () => false,
  );
}

/** Starts a daemon that outlives this process; its output goes to `logPath`. Gives its pid. */
export function startDaemon(
  file: string,
  args: readonly string[],
  options: { logPath: string; env?: NodeJS.ProcessEnv },
): number {
  const log = openSync(options.logPath, 'a');
  try {
    const child = spawn(file, [...args], {
      detached: true,
      stdio: ['ignore', log, log],
      env: options.env ?? process.env,
    });
    child.on('error', () => {}); // the wait for its readiness reports it, with the log
    child.unref();
    return child.pid ?? 0;
  } finally {
    closeSync(log);
  }
}

/** Asks `ready` every 50 ms until it says true; false when `timeoutMs` have passed. */
export async function waitFor(
  ready: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (await ready()) return true;
    await sleep(50);
  }
  return ready();
}

/** The end of a log, for a message about why something did not start. */
export async function lastLines(path: string, count = 8): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-count).join('\n');
}
