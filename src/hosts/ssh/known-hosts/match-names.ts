import { createHmac, timingSafeEqual } from 'node:crypto';
import { matchesHostList } from '../patterns.ts';

const usualPort = 22;

/** Under what a host stands in known_hosts. */
export interface KnownAs {
  /** The name or address that is connected to. */
  readonly host: string;
  readonly port: number;
  /** `HostKeyAlias`: instead of the name, and without a port. */
  readonly alias?: string | null;
}

/** `host`, or `[host]:port` where the port is not SSH's own. In small letters. */
export function nameOf({ host, port, alias }: KnownAs): string {
  if (alias) return alias.toLowerCase();
  return port === usualPort ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

/** Whether the first field of a line is for this name. */
export function matchesName(name: string, names: string): boolean {
  return names.startsWith('|') ? matchesHash(name, names) : matchesHostList(name, names);
}

/** `|1|salt|hash`, the hash being HMAC-SHA1 of the name with the salt as its key. */
export function matchesHash(name: string, hashed: string): boolean {
  const [, salt = '', hash = ''] = /^\|1\|([^|]+)\|([^|]+)$/.exec(hashed) ?? [];
  const expected = Buffer.from(hash, 'base64');
  if (salt === '') return false;
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
