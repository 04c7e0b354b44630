/** Mirrors of the default registry: their addresses, and the name that an image has there. Pure. */
import { refuse } from './errors.ts';
import { defaultRegistry, type Reference, readReference } from './reference.ts';

const hostPattern = /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;

/** `host[:port]` of a mirror's address; null when it is none. */
export function readMirror(address: string): string | null {
  const host = address
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  return hostPattern.test(host) ? host : null;
}

/** As `readMirror`; throws `bad-parameter`. */
export function mirrorHost(address: string): string {
  const host = readMirror(address);
  if (host !== null) return host;
  throw refuse('bad-parameter', 'A mirror is an address such as https://mirror.example:5000.', {
    facts: { name: 'mirror' },
  });
}

/** A mirror has the default registry's images; a name cannot be put on a digest afterwards. */
export function canBeMirrored({ registry, digest }: Reference): boolean {
  return registry === defaultRegistry && digest === null;
}

/**
 * The same image at a mirror of the default registry: `redis:7` at `m:5000` is `m:5000/library/redis:7`.
 * Null when the mirror cannot have it, or the text is no reference.
 */
export function atMirror(text: string, mirror: string): string | null {
  const reading = readReference(text);
  if (!reading.ok || !canBeMirrored(reading.reference)) return null;
  const { repository, tag } = reading.reference;
  return `${mirrorHost(mirror)}/${repository}${tag === null ? '' : `:${tag}`}`;
}
