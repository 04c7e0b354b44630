/** Logins as they stand in a file, and who keeps the login of a registry. Pure. */
import type { Login } from '../../engine/registry/registry.ts';
import { isObject, type JsonObject, objectIn, textIn } from '../json-object.ts';
import { registryOf } from './registry-key.ts';

/** What a helper calls the user of a login that is a token. */
export const tokenUser = '<token>';

/** `auth` is base64 of `user:password`; a file of old has them apart. Null for an empty entry. */
export function loginIn(entry: unknown): Login | null {
  if (!isObject(entry)) return null;
  const token = textIn(entry, 'identitytoken');
  if (token !== undefined) return { kind: 'identity-token', token };
  const text = Buffer.from(textIn(entry, 'auth') ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  // Go's writers pad the password with zero bytes.
  if (colon > 0) {
    const password = text.slice(colon + 1).replace(/\0+$/, '');
    return { kind: 'password', username: text.slice(0, colon), password };
  }
  const [username, password] = [textIn(entry, 'username'), textIn(entry, 'password')];
  return username !== undefined && password !== undefined
    ? { kind: 'password', username, password }
    : null;
}

/** Who the login belongs to, where the entry says; a token may stand beside its user. */
export function userIn(entry: unknown): string {
  if (!isObject(entry)) return '';
  const text = Buffer.from(textIn(entry, 'auth') ?? '', 'base64').toString('utf8');
  return text.split(':')[0] || (textIn(entry, 'username') ?? '');
}

export function entryOf({ username, password }: { username: string; password: string }) {
  return { auth: Buffer.from(`${username}:${password}`, 'utf8').toString('base64') };
}

/** The entries of a registry, however its key is written. */
export function entriesOf(config: JsonObject, registry: string): [key: string, entry: unknown][] {
  return Object.entries(objectIn(config, 'auths') ?? {}).filter(
    ([key]) => registryOf(key) === registry,
  );
}

/** The helper for a registry of its own, else the one for all; undefined where the file keeps logins. */
export function helperFor(config: JsonObject, registry: string): string | undefined {
  const own = Object.entries(objectIn(config, 'credHelpers') ?? {}).find(
    ([key]) => registryOf(key) === registry,
  );
  const name = own?.[1];
  if (typeof name === 'string' && name !== '') return name;
  return textIn(config, 'credsStore');
}
