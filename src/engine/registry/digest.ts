/** Content by its digest: what does not fit is not what was asked for. */
import { createHash } from 'node:crypto';
import { brokenAnswer } from './refusals.ts';
import type { BlobWish } from './registry.ts';

/** The functions that registries use; another one cannot be checked and is refused. */
const digestPattern = /^(sha256):([0-9a-f]{64})$|^(sha512):([0-9a-f]{128})$/;

export const isDigest = (text: string): boolean => digestPattern.test(text);

export const sha256Digest = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export function digestOf(bytes: Uint8Array, like: string): string {
  const algorithm = like.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/**
 * The same bytes. Throws `registry-broken` as soon as there are more than said, and at the end when there are fewer
 * or their digest is another.
 */
export async function* verified(
  source: AsyncIterable<Uint8Array>,
  { digest, sizeBytes }: BlobWish,
): AsyncGenerator<Uint8Array> {
  const [algorithm = ''] = digest.split(':');
  const hash = createHash(algorithm);
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > sizeBytes) throw brokenAnswer('longer', digest);
    hash.update(chunk);
    yield chunk;
  }
  if (size < sizeBytes) throw brokenAnswer('shorter', digest);
  if (`${algorithm}:${hash.digest('hex')}` !== digest) throw brokenAnswer('digest', digest);
}
