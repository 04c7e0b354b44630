import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../contract/errors.ts';

export interface DaemonStart {
  readonly prefix: readonly string[];
  readonly stateFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where there is no systemd: `dockerd` in a session of its own, so that it outlives Longshore. Returns its log. */
export async function startDockerd({ prefix, stateFolder, env }: DaemonStart): Promise<string> {
  const folder = join(stateFolder, 'logs');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const logFile = join(folder, 'dockerd.log');
  const log = await open(logFile, 'a', 0o600);
  try {
    const [program = 'dockerd', ...args] = [...prefix, 'dockerd'];
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env,
    });
    await once(child, 'spawn');
    child.on('error', () => {});
    child.unref();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw refuse('not-supported', 'dockerd could not be started.', { detail });
  } finally {
    await log.close();
  }
  return logFile;
}

/** The last lines of a log, for a failure. */
export async function lastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
