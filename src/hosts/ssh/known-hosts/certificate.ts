import { keyTypeOf } from './host-key.ts';

/** Fields of the plain key that a certificate holds, by the type of that key. */
const fieldCounts: Readonly<Record<string, number>> = {
  'ssh-ed25519': 1,
  'ssh-rsa': 2,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ssh-ed25519@openssh.com': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
};

const suffix = '-cert-v01@openssh.com';

export function isCertificateType(type: string): boolean {
  return type.endsWith(suffix);
}

/** `sk-…`: a key that a token holds. */
export function isHardwareType(type: string): boolean {
  return /^(sk-|webauthn-sk-)/.test(type);
}

/** `ssh-ed25519` for its certificates; a hardware key keeps its own ending. */
function plainTypeOf(type: string): string {
  const plain = type.slice(0, -suffix.length);
  return plain.startsWith('sk-') ? `${plain}@openssh.com` : plain;
}

/**
 * The plain key in a certificate; any other key as it is. Undefined where it is neither.
 * Source: PROTOCOL.certkeys of OpenSSH: the type, a nonce, the fields of the key, then the rest.
 */
export function plainKeyOf(key: Buffer): Buffer | undefined {
  const type = keyTypeOf(key);
  if (type === undefined || !isCertificateType(type)) return type === undefined ? undefined : key;
  const plain = plainTypeOf(type);
  const count = fieldCounts[plain];
  if (count === undefined) return undefined;
  let at = 4 + type.length;
  const skip = (): void => {
    at += 4 + key.readUInt32BE(at);
  };
  try {
    skip(); // the nonce
    const from = at;
    for (let i = 0; i < count; i += 1) skip();
    if (at > key.length) return undefined;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(plain.length);
    return Buffer.concat([length, Buffer.from(plain), key.subarray(from, at)]);
  } catch {
    return undefined; // shorter than it says
  }
}
