import { readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as z from 'zod';
import type { Notices } from './notices.ts';
import { writeWhole } from './write-file.ts';

export interface StateFile<T> {
  get(): T;
  /** Takes the new value at once; resolves when it is on the disk or the failure is a notice. Never rejects. */
  set(value: T): Promise<void>;
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>;
}

export interface StateFileOptions<T> {
  folder: string;
  /** `settings.json` */
  name: string;
  schema: z.ZodType<T>;
  initial: T;
  notices: Notices;
}

/**
 * One JSON file of the state folder, read once. A file that cannot be read or parsed is kept as
 * `<name>.corrupt-<time>` and told in a notice; a write that fails is told too, and neither ends the app.
 */
export async function openStateFile<T>(options: StateFileOptions<T>): Promise<StateFile<T>> {
  const path = join(options.folder, options.name);
  let value: T = await readState(path, options);
  let writing: Promise<void> | undefined;
  let dirty = false;

  async function flush(): Promise<void> {
    // One write at a time, always of the newest value: ten quick changes are two writes.
    while (dirty) {
      dirty = false;
      try {
        await writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
      } catch {
        options.notices.add({ kind: 'state-not-written', file: path });
      }
    }
    writing = undefined;
  }

  const settled = async () => {
    while (writing !== undefined) await writing;
  };

  return {
    get: () => value,
    set(next) {
      value = next;
      dirty = true;
      writing ??= flush();
      return settled();
    },
    settled,
  };
}

async function readState<T>(path: string, options: StateFileOptions<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return options.initial;
    await setAside(path, options.notices);
    return options.initial;
  }
  try {
    return options.schema.parse(JSON.parse(text));
  } catch {
    await setAside(path, options.notices);
    return options.initial;
  }
}

/** Moves a file that cannot be used out of the way, under a name that tells when. */
export async function setAside(path: string, notices: Notices): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const keptAs = `${path}.corrupt-${stamp}`;
  try {
    await rename(path, keptAs);
    notices.add({ kind: 'state-file-set-aside', file: basename(path), keptAs });
  } catch {
    notices.add({ kind: 'state-not-written', file: path });
  }
}
