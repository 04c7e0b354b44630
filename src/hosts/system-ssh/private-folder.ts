import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path of a socket may have 104 bytes on macOS, 108 on Linux, with its ending zero. */
const socketPathBytesMax = 100;
/** OpenSSH adds as much while it makes its control socket. */
const longestName = '/control.1234567890123456';
/** What needs no quoting where OpenSSH reads it. */
const plainPath = /^[\w./ @+-]+$/;

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A folder that only this user may enter (0700), for the sockets and questions of one attempt.
 * What an app that has crashed left behind goes first.
 */
export async function makePrivateFolder(stateFolder: string): Promise<PrivateFolder> {
  const parent = join(stateFolder, 'ssh');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await removeLeftovers(parent);
  const fits =
    Buffer.byteLength(parent) + `/${process.pid}-123456${longestName}`.length <= socketPathBytesMax;
  const prefix =
    fits && plainPath.test(parent) ? join(parent, `${process.pid}-`) : join(tmpdir(), 'longshore-');
  const path = await mkdtemp(prefix);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch((): string[] => [])) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
