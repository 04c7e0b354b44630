import { randomBytes } from 'node:crypto';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compress } from './compress.ts';

const bytes = Buffer.concat([randomBytes(50_000), Buffer.alloc(500_000)]);

async function* source(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function all(from: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of from) parts.push(part);
  return Buffer.concat(parts);
}

it('packs so that others unpack it', async () => {
  const gzip = await all(compress(source(), 'gzip'));
  const zstd = await all(compress(source(), 'zstd'));
  expect(gunzipSync(gzip).equals(bytes)).toBe(true);
  expect(zstdDecompressSync(zstd).equals(bytes)).toBe(true);
  expect(Math.max(gzip.length, zstd.length)).toBeLessThan(60_000);
  expect((await all(compress(source(), 'none'))).equals(bytes)).toBe(true);
});

it('throws what the source throws, and closes it when one leaves', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes;
    throw new Error('the engine is gone');
  }
  await expect(all(compress(failing(), 'gzip'))).rejects.toThrow('the engine is gone');
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield randomBytes(10_000);
    } finally {
      closed = true;
    }
  }
  for await (const _ of compress(endless(), 'zstd')) break;
  await expect.poll(() => closed).toBe(true);
});
