import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface NewFileModes {
  /** Of a file that is not there yet; an existing one keeps its own. */
  readonly file: number;
  /** Of folders that are not there yet. */
  readonly folder: number;
}

/**
 * Writes a whole file or leaves the old one: a temporary file beside it, flushed, then renamed. A
 * link is followed, so that what it points to changes. Throws the system's error and leaves no
 * temporary file behind.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  modes: NewFileModes,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: modes.folder });
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (about) => about.mode & 0o777,
    () => modes.file,
  );
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      // The mask of the process must not take from what the old file allowed.
      await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** Runs changes of one file one after the other: read, change, write must not overlap. */
const turns = new Map<string, Promise<unknown>>();

export async function inTurn<T>(path: string, change: () => Promise<T>): Promise<T> {
  const before = turns.get(path) ?? Promise.resolve();
  const mine = before.then(change, change);
  const done = mine.catch(() => {});
  turns.set(path, done);
  try {
    return await mine;
  } finally {
    if (turns.get(path) === done) turns.delete(path);
  }
}
