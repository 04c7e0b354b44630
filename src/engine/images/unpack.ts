import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { refuse } from '../../contract/errors.ts';

export type Packing = 'gzip' | 'zstd';

/** Node has zstd since 22.15. */
export const canUnpack = (kind: Packing): boolean =>
  kind === 'gzip' || createZstdDecompress !== undefined;

export const createUnpacker = (kind: Packing) =>
  kind === 'gzip' ? createGunzip() : createZstdDecompress();

/** Unpacks while it is read. Throws `wrong-archive` when the file is cut or damaged. */
export async function* unpack(
  source: AsyncIterable<Uint8Array>,
  kind: Packing,
): AsyncGenerator<Uint8Array> {
  const unpacked = createUnpacker(kind);
  let fault: unknown;
  const feeding = pipeline(source, unpacked).catch((error: unknown) => {
    fault = error;
  });
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } catch (error) {
    await feeding;
    const isFormat = /^(?:Z_|ZSTD_)/.test(String((error as { code?: unknown }).code));
    if (!isFormat) throw fault ?? error;
    throw refuse('wrong-archive', 'The compressed file is cut or damaged.');
  } finally {
    unpacked.destroy();
  }
}
