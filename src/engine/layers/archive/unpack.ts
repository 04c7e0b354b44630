/** Layers come plain, as gzip or as zstd: their first bytes tell, not what anybody says of them. */
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ContractError } from '../../../contract/errors.ts';
import { broken, limits, tooLarge } from '../limits.ts';

export type Packing = 'plain' | 'gzip' | 'zstd';

export function packingOf(start: Uint8Array): Packing {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  // zstd frames may begin with skippable ones (0x184D2A5?): estargz's kin for zstd puts its notes there.
  if (start[1] === 0xb5 && start[2] === 0x2f && start[3] === 0xfd && start[0] === 0x28)
    return 'zstd';
  if (
    start[1] === 0x2a &&
    start[2] === 0x4d &&
    start[3] === 0x18 &&
    ((start[0] ?? 0) & 0xf0) === 0x50
  ) {
    return 'zstd';
  }
  return 'plain';
}

/** As large as what comes at once makes sense: fewer steps of the event loop. */
const pieceBytes = 128 * 1024;

function unpacker(packing: Packing): Transform {
  return packing === 'gzip'
    ? createGunzip({ chunkSize: pieceBytes })
    : createZstdDecompress({ chunkSize: pieceBytes });
}

/**
 * The unpacked bytes, no faster than they are taken. Throws `archive-broken` when the packed ones are cut or damaged,
 * `archive-too-large` when they unpack to what no layer is.
 */
export async function* unpacked(
  source: AsyncIterable<Uint8Array>,
  packing: Packing,
): AsyncGenerator<Uint8Array> {
  if (packing === 'plain') {
    yield* source;
    return;
  }
  const transform = unpacker(packing);
  let packedBytes = 0;
  let fault: unknown;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      packedBytes += chunk.length;
      yield chunk;
    }
  }
  const feeding = pipeline(counted(), transform).catch((error: unknown) => {
    fault = error;
  });
  let bytes = 0;
  try {
    for await (const chunk of transform) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > limits.layerBytes) throw tooLarge('layer', limits.layerBytes);
      if (bytes > limits.unpackedFreeBytes && bytes > packedBytes * limits.unpackedRatio) {
        throw tooLarge('ratio', limits.unpackedRatio);
      }
      yield chunk as Uint8Array;
    }
  } catch (error) {
    transform.destroy();
    await feeding;
    // Ours, or the source's own: what tore down the pipe after it says less.
    if (error instanceof ContractError) throw error;
    const code = String((error as { code?: unknown }).code);
    if (/^(Z_|ZSTD_|ERR_ZLIB)/.test(code))
      throw broken(`the ${packing} data is cut off or damaged`);
    throw fault ?? error;
  } finally {
    transform.destroy();
  }
}
