import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only the person themselves may read what Longshore keeps. */
const folderMode = 0o700;
const fileMode = 0o600;

/** Makes a state folder (and its parents) that only its owner can enter. */
export async function makeStateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: folderMode });
}

/**
 * Writes a whole file or leaves the old one: a temporary file beside it, flushed to the disk, then renamed.
 * Throws the system's error (ENOSPC, EROFS, EACCES) and leaves no temporary file behind.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await makeStateFolder(dirname(path));
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', fileMode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
