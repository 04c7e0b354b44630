import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { refuse } from '../../contract/errors.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

function compressor(kind: 'gzip' | 'zstd') {
  if (kind === 'gzip') return createGzip();
  // Node has it since 22.15.
  if (createZstdCompress === undefined) {
    throw refuse('not-supported', 'This Node cannot write zstd.');
  }
  return createZstdCompress();
}

/** Packs while it is read, no faster than it is taken. What the source throws is thrown. */
export async function* compress(
  source: AsyncIterable<Uint8Array>,
  kind: Compression,
): AsyncGenerator<Uint8Array> {
  if (kind === 'none') {
    yield* source;
    return;
  }
  const packed = compressor(kind);
  let fault: unknown;
  const feeding = pipeline(source, packed).catch((error: unknown) => {
    fault = error;
  });
  try {
    for await (const chunk of packed) yield chunk as Uint8Array;
  } catch (error) {
    await feeding;
    throw fault ?? error;
  } finally {
    packed.destroy();
  }
}
