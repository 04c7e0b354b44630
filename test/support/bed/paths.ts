import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '../../..');

/** Scratch folder of the bed: engines' data, sockets, logs. `LONGSHORE_BED` or `<checkout>/.bed`. */
export function bedFolder(): string {
  return resolve(process.env.LONGSHORE_BED ?? join(checkout, '.bed'));
}

/** Downloads and unpacked packages, shared by all beds of this user. */
export function cacheFolder(): string {
  const own = process.env.LONGSHORE_BED_CACHE;
  return resolve(
    own ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'longshore-bed'),
  );
}

/** Six hex digits that tell this bed's namespaces and interfaces from those of another checkout. */
export function bedId(): string {
  return createHash('sha256').update(bedFolder()).digest('hex').slice(0, 6);
}

export function engineFolder(name: string): string {
  return join(bedFolder(), 'e', name);
}
