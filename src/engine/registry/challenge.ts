/** What a registry wants to see: the `WWW-Authenticate` header (RFC 9110, 11.6.1), read strictly. Pure. */

export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'bearer';
      /** Where tokens are given. */
      readonly realm: string;
      readonly service: string;
      readonly scope: string;
    };

/** `name=token` or `name="quoted"`, then a comma or the end. */
const parameter = /^\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(,|$)/;
const headerLimit = 4_096;

function parametersOf(text: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  let rest = text;
  while (rest.trim() !== '') {
    const match = parameter.exec(rest);
    if (!match) return null;
    const [whole, name = '', quoted, plain = ''] = match;
    const key = name.toLowerCase();
    // Said twice, it is not known which one counts.
    if (found.has(key)) return null;
    found.set(key, quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'));
    rest = rest.slice(whole.length);
  }
  return found;
}

/** Null for what is no challenge that a registry may make; other schemes are not ours to answer. */
export function readChallenge(header: string | undefined): Challenge | null {
  if (header === undefined || header.length > headerLimit) return null;
  const [, scheme = '', rest = ''] = /^\s*([\w-]+)(?:\s+(.*))?$/s.exec(header) ?? [];
  const parameters = parametersOf(rest);
  if (parameters === null) return null;
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  const realm = parameters.get('realm');
  if (scheme.toLowerCase() !== 'bearer' || realm === undefined) return null;
  const service = parameters.get('service') ?? '';
  return { scheme: 'bearer', realm, service, scope: parameters.get('scope') ?? '' };
}

/**
 * Where a login may be sent: to an address with TLS, or to the very machine that asked, as it asked. Null for any
 * other: a registry must not be able to have passwords sent in the clear to a third.
 */
export function realmUrl(realm: string, registry: URL): URL | null {
  if (!URL.canParse(realm)) return null;
  const url = new URL(realm);
  if (url.username !== '' || url.password !== '') return null;
  const isSame = url.protocol === registry.protocol && url.hostname === registry.hostname;
  return url.protocol === 'https:' || isSame ? url : null;
}
