import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

export type FileRead =
  | { readonly outcome: 'read'; readonly content: Buffer; readonly about: Stats }
  /** Nothing there, or something that is no file: a folder, a device, a pipe. */
  | { readonly outcome: 'absent' }
  /** `why` is for people: `it cannot be read (EACCES)`. */
  | { readonly outcome: 'refused'; readonly why: string };

const bytesPerMebibyte = 1024 * 1024;

/** Reads a whole file of another program, unless it is larger than it could reasonably be. */
export async function readRegular(path: string, bytesMax: number): Promise<FileRead> {
  try {
    // A pipe must not hold the caller up until somebody writes to it.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await file.stat();
      if (!about.isFile()) return { outcome: 'absent' };
      if (about.size > bytesMax) {
        return { outcome: 'refused', why: `it is larger than ${bytesMax / bytesPerMebibyte} MiB` };
      }
      return { outcome: 'read', content: await file.readFile(), about };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { outcome: 'absent' };
    return { outcome: 'refused', why: `it cannot be read (${code})` };
  }
}
