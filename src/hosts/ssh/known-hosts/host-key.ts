import { createHash } from 'node:crypto';
import type { ShownKey } from '../../../contract/connecting.ts';

/** As OpenSSH prints it: `SHA256:` and base64 without its padding. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/**
 * The type that stands at the beginning of a key in SSH's own form, such as `ssh-ed25519`.
 * Undefined where it is no such form. Source: RFC 4253, 6.6.
 */
export function keyTypeOf(key: Uint8Array): string | undefined {
  const bytes = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32BE(0);
  if (length === 0 || length > 64 || bytes.length < 4 + length) return undefined;
  const type = bytes.toString('latin1', 4, 4 + length);
  return /^[a-z0-9][a-z0-9@.-]*$/.test(type) ? type : undefined;
}

/** The key as a person compares it. */
export function shownKey(key: Uint8Array): ShownKey {
  return { type: keyTypeOf(key) ?? 'unknown', fingerprint: fingerprintOf(key) };
}
