import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../bed/run.ts';

/** An authority of its own, made for this run. */
export interface Authority {
  readonly file: string;
  /** A certificate and its key. `names` as OpenSSL writes them: `IP:10.0.0.2`, `DNS:docker.lan`. */
  issue(
    name: string,
    wish: { for: 'serverAuth' | 'clientAuth'; names?: string },
  ): Promise<{ readonly cert: string; readonly key: string }>;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export async function makeAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = (name: string) => join(folder, name);
  await run('openssl', [
    ...['req', '-x509', '-subj', '/CN=Authority of the bed', '-days', '2', ...newKey],
    ...['-keyout', at('ca.key'), '-out', at('ca.pem')],
  ]);
  return {
    file: at('ca.pem'),
    async issue(name, { for: purpose, names = 'DNS:nobody' }) {
      const extensions = at(`${name}.ext`);
      await writeFile(extensions, `subjectAltName=${names}\nextendedKeyUsage=${purpose}\n`);
      const [cert, key, request] = [at(`${name}.pem`), at(`${name}.key`), at(`${name}.csr`)];
      await run('openssl', [
        'req',
        '-subj',
        `/CN=${name}`,
        ...newKey,
        '-keyout',
        key,
        '-out',
        request,
      ]);
      await run('openssl', [
        ...['x509', '-req', '-in', request, '-days', '2', '-extfile', extensions],
        ...['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', cert],
      ]);
      return { cert, key };
    },
  };
}
