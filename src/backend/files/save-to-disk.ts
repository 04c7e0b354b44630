import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { refuse } from '../../contract/errors.ts';

/**
 * Writes a stream to the person's disk: under a temporary name beside the target, renamed when it is whole.
 * Throws what the source throws, `no-space` or `storage-failed`; nothing is left behind then.
 */
export async function saveToDisk(
  path: string,
  source: AsyncIterable<Uint8Array>,
  onBytes: (doneBytes: number) => void,
): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(temporary, 'wx').catch((error: unknown) => {
    throw storageFailed(error);
  });
  let whole = false;
  try {
    let done = 0;
    for await (const chunk of source) {
      await file.writeFile(chunk).catch((error: unknown) => {
        throw storageFailed(error);
      });
      done += chunk.byteLength;
      onBytes(done);
    }
    await file.sync();
    whole = true;
  } finally {
    await file.close();
    if (!whole) await rm(temporary, { force: true });
  }
  await rename(temporary, path).catch(async (error: unknown) => {
    await rm(temporary, { force: true });
    throw storageFailed(error);
  });
}

function storageFailed(error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse('storage-failed', 'The disk is full.', { facts: { reason: code } });
  }
  return refuse('storage-failed', 'The file could not be written.', { facts: { reason: code } });
}
