import { refuse } from '../../../contract/errors.ts';
import { readRegular } from '../../read-regular.ts';
import { type KnownHost, parseKnownHosts } from './parse-known-hosts.ts';

const fileBytesMax = 10 * 1024 * 1024;

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
export async function readBounded(file: string): Promise<Buffer | undefined> {
  const read = await readRegular(file, fileBytesMax);
  if (read.outcome === 'absent') return undefined;
  if (read.outcome === 'read') return read.content;
  const { why } = read;
  throw refuse('bad-ssh-config', `${file}: ${why}`, { facts: { file, why } });
}
