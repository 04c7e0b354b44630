import type { ShownKey } from '../../../contract/connecting.ts';
import { fingerprintOf, keyTypeOf } from './host-key.ts';
import { type KnownAs, matchesName, nameOf } from './match-names.ts';
import type { KnownHost } from './parse-known-hosts.ts';

export type Judgement =
  | { readonly verdict: 'known'; readonly where: ShownKey }
  /** `others`: keys of other types that are known of this host; worth showing beside the new one. */
  | { readonly verdict: 'unknown'; readonly others: readonly ShownKey[] }
  | { readonly verdict: 'changed'; readonly old: ShownKey }
  | { readonly verdict: 'revoked'; readonly where: ShownKey };

/**
 * What the files say of the key that a host has shown, by OpenSSH's rules: revoked beats all, one
 * line with this key is enough, another key of the same type is a change. A key that is known for
 * the host's usual port is known for its other ports.
 */
export function judgeKey(known: readonly KnownHost[], as: KnownAs, key: Uint8Array): Judgement {
  const name = nameOf(as);
  const revoked = [name, withoutPort(as)]
    .flatMap((each) => linesFor(known, each, 'revoked'))
    .find((line) => line.key.equals(key));
  if (revoked) return { verdict: 'revoked', where: shownLine(revoked) };
  const lines = linesFor(known, name, null);
  const equal =
    lines.find((line) => line.key.equals(key)) ??
    linesFor(known, withoutPort(as), null).find((line) => line.key.equals(key));
  if (equal) return { verdict: 'known', where: shownLine(equal) };
  const type = keyTypeOf(key);
  const old = lines.find((line) => line.type === type);
  if (old) return { verdict: 'changed', old: shownLine(old) };
  return { verdict: 'unknown', others: lines.map(shownLine) };
}

/** Every line that counts for the host, as the system's ssh looks for it. */
export function linesAbout(known: readonly KnownHost[], as: KnownAs): KnownHost[] {
  const names = new Set([nameOf(as), withoutPort(as)]);
  return known.filter((line) => [...names].some((name) => matchesName(name, line.names)));
}

/** True when certificates are trusted for this host: only the system's ssh can check them. */
export function hasAuthority(known: readonly KnownHost[], as: KnownAs): boolean {
  return linesFor(known, nameOf(as), 'cert-authority').length > 0;
}

/** What is asked of a server, the best first; SHA-1 is not among it. */
const usualAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * The algorithms of host keys to ask for, those of known keys first: a host that is known by one
 * type must not look changed because it has another as well.
 */
export function preferredKeyTypes(known: readonly KnownHost[], as: KnownAs): string[] {
  const own = linesFor(known, nameOf(as), null);
  const lines = own.length > 0 ? own : linesFor(known, withoutPort(as), null);
  const types = new Set(lines.map((line) => line.type));
  const isKnown = (algorithm: string) =>
    types.has(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return [
    ...usualAlgorithms.filter(isKnown),
    ...usualAlgorithms.filter((algorithm) => !isKnown(algorithm)),
  ];
}

function linesFor(known: readonly KnownHost[], name: string, marker: KnownHost['marker']) {
  return known.filter((line) => line.marker === marker && matchesName(name, line.names));
}

function withoutPort(as: KnownAs): string {
  return nameOf({ ...as, port: 22 });
}

function shownLine({ type, key, file, line }: KnownHost): ShownKey {
  return { type, fingerprint: fingerprintOf(key), file, line };
}
