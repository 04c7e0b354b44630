import { open } from 'node:fs/promises';
import { refuse } from '../../../contract/errors.ts';
import { type KnownHost, parseKnownHosts } from './parse-known-hosts.ts';

export const fileBytesMax = 10 * 1024 * 1024;

/**
 * What is known of hosts, from these files in this order. A file that is not there is empty. Throws
 * `bad-ssh-config` for one that cannot be read: a revoked key could stand in it.
 */
export async function loadKnownHosts(files: readonly string[]): Promise<KnownHost[]> {
  const known: KnownHost[] = [];
  for (const file of new Set(files)) {
    const content = await readBounded(file);
    for (const line of parseKnownHosts(content?.toString() ?? '', file)) known.push(line);
  }
  return known;
}

/** Undefined where there is no such file, or something that is none (`/dev/null`). */
export async function readBounded(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    try {
      const about = await file.stat();
      if (!about.isFile()) return undefined;
      if (about.size > fileBytesMax) throw unreadable(path, 'it is larger than 10 MiB');
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || 'problem' in error) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw unreadable(path, `it cannot be read (${String(error.code)})`);
  }
}

function unreadable(file: string, why: string) {
  return refuse('bad-ssh-config', `${file}: ${why}`, { facts: { file, why } });
}
