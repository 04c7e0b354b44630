import type { ShownKey } from '../../../contract/connecting.ts';
import { refuse } from '../../../contract/errors.ts';
import { fingerprintOf, keyTypeOf } from './host-key.ts';
import { readBounded } from './load-known-hosts.ts';

/** How OpenSSH's own binary list of revoked keys begins. */
const listMagic = 'SSHKRL\n\0';

/**
 * Where the key stands in a `RevokedHostKeys` file: one public key a line. Throws `bad-ssh-config`
 * where the file is missing, because OpenSSH then trusts no key either, and `not-supported` for
 * its binary form.
 */
export async function findRevoked(file: string, key: Uint8Array): Promise<ShownKey | undefined> {
  const content = await readBounded(file);
  if (content === undefined) {
    const why = 'the list of revoked keys is missing';
    throw refuse('bad-ssh-config', `${file}: ${why}`, { facts: { file, why } });
  }
  const text = content.toString('latin1');
  if (text.startsWith(listMagic)) {
    throw refuse('not-supported', 'A list of revoked keys in binary form is not read.', {
      facts: { file },
    });
  }
  const type = keyTypeOf(key) ?? '';
  const base64 = Buffer.from(key).toString('base64');
  const index = text.split('\n').findIndex((line) => {
    const words = line.trim().split(/[ \t]+/);
    return !line.trim().startsWith('#') && words.includes(type) && words.includes(base64);
  });
  return index < 0 ? undefined : { type, fingerprint: fingerprintOf(key), file, line: index + 1 };
}
