import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { refuse } from '../../contract/errors.ts';

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** Unpacks while it is read. Throws `wrong-archive` when the file is cut or damaged. */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip();
  let fault: unknown;
  const feeding = pipeline(source, unpacked).catch((error: unknown) => {
    fault = error;
  });
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } catch (error) {
    await feeding;
    if (!/^Z_/.test(String((error as { code?: unknown }).code))) throw fault ?? error;
    throw refuse('wrong-archive', 'The compressed file is cut or damaged.');
  } finally {
    unpacked.destroy();
  }
}
