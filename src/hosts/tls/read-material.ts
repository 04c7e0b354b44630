import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { type ContractError, refuse } from '../../contract/errors.ts';
import type { TlsMaterial } from '../../engine/docker/target.ts';
import { readRegular } from '../read-regular.ts';

/** A bundle of every authority of a system has a quarter of it. */
const fileBytesMax = 1024 * 1024;
const kinds = ['ca', 'cert', 'key'] as const;

/**
 * `ca.pem`, `cert.pem` and `key.pem` of a folder, as the Docker CLI lays them down. What is absent
 * is left out: without `ca.pem` the system's authorities count. Throws `key-unusable` for what
 * cannot be read, or could not be used in any connection.
 */
export async function readTlsMaterial(folder: string): Promise<TlsMaterial> {
  const material: Partial<Record<(typeof kinds)[number], string>> = {};
  for (const kind of kinds) {
    const file = join(folder, `${kind}.pem`);
    const read = await readRegular(file, fileBytesMax);
    if (read.outcome === 'refused') throw unusable(file, read.why);
    if (read.outcome === 'read') material[kind] = read.content.toString();
  }
  if (/^(-----BEGIN|Proc-Type:).*ENCRYPTED/m.test(material.key ?? '')) {
    throw unusable(join(folder, 'key.pem'), 'it has a passphrase');
  }
  try {
    createSecureContext(material);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw unusable(folder, code);
  }
  return material;
}

function unusable(file: string, detail: string): ContractError {
  return refuse('key-unusable', `The TLS files in ${file} cannot be used.`, {
    facts: { file },
    ...(detail === '' ? {} : { detail }),
  });
}
