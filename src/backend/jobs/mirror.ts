import { refuse } from '../../contract/errors.ts';

/** `host[:port]` of a mirror's address; throws `bad-parameter`. */
export function mirrorHost(address: string): string {
  const host = address
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  if (!/^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host)) {
    throw refuse('bad-parameter', 'A mirror is an address such as https://mirror.example:5000.', {
      facts: { name: 'mirror' },
    });
  }
  return host;
}

/**
 * The same image at a mirror of the default registry: `redis:7` at `m:5000` is `m:5000/library/redis:7`.
 * Null when the reference names another registry, or a digest (a name cannot be put on that afterwards).
 */
export function atMirror(reference: string, mirror: string): string | null {
  const text = reference.trim().replace(/^(index\.)?docker\.io\//, '');
  if (text.includes('@')) return null;
  const [first = '', ...rest] = text.split('/');
  const registry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (registry) return null;
  return `${mirrorHost(mirror)}/${rest.length === 0 ? 'library/' : ''}${text}`;
}
