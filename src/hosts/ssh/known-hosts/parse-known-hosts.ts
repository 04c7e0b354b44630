import { keyTypeOf } from './host-key.ts';

/** One line of a known_hosts file. */
export interface KnownHost {
  readonly marker: 'cert-authority' | 'revoked' | null;
  /** The first field as written: patterns with commas, or one hashed name. */
  readonly names: string;
  readonly type: string;
  readonly key: Buffer;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The lines of a known_hosts file; those that are broken are left out, as OpenSSH does.
 * Format: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  const known: KnownHost[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const parsed = parseKnownHost(line);
    if (parsed) known.push({ ...parsed, file, line: index + 1 });
  }
  return known;
}

export function parseKnownHost(line: string): Omit<KnownHost, 'file' | 'line'> | undefined {
  const words = line.trim().split(/[ \t]+/);
  const first = words[0] ?? '';
  if (first === '' || first.startsWith('#')) return undefined;
  const marked = first.startsWith('@');
  const [names = '', type = '', base64 = ''] = marked ? words.slice(1) : words;
  const marker = marked ? first.slice(1) : null;
  if (marker !== null && marker !== 'cert-authority' && marker !== 'revoked') return undefined;
  if (!/^[a-z0-9+/]+={0,2}$/i.test(base64)) return undefined;
  const key = Buffer.from(base64, 'base64');
  // The word before the key only repeats what the key itself says.
  if (names.startsWith('@') || keyTypeOf(key) !== type) return undefined;
  return { marker, names, type, key };
}
