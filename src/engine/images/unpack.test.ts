import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { unpack } from './unpack.ts';

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

async function unpacked(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of unpack(source, 'gzip')) parts.push(part);
  return Buffer.concat(parts);
}

const bytes = randomBytes(100_000);

it('gives the bytes back', async () => {
  expect((await unpacked(chunks(gzipSync(bytes)))).equals(bytes)).toBe(true);
});

it('tells a cut or damaged file from a source that failed', async () => {
  const packed = gzipSync(bytes);
  const wrong = { code: 'wrong-archive' };
  await expect(unpacked(chunks(packed.subarray(0, 50_000)))).rejects.toMatchObject(wrong);
  const damaged = Buffer.from(packed).fill(0xff, 40_000, 40_100);
  await expect(unpacked(chunks(damaged))).rejects.toMatchObject(wrong);
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield packed.subarray(0, 1000);
    throw new Error('the person left');
  }
  await expect(unpacked(failing())).rejects.toThrow('the person left');
});

it('closes its source when one leaves', async () => {
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks(gzipSync(bytes));
      yield* chunks(gzipSync(bytes));
    } finally {
      closed = true;
    }
  }
  for await (const _ of unpack(source(), 'gzip')) break;
  await expect.poll(() => closed).toBe(true);
});

it('unpacks zstd, and tells a damaged file', async () => {
  const packed = zstdCompressSync(bytes);
  const all: Uint8Array[] = [];
  for await (const part of unpack(chunks(packed), 'zstd')) all.push(part);
  expect(Buffer.concat(all).equals(bytes)).toBe(true);
  const damaged = Buffer.from(packed).fill(0xff, 4, 20);
  const read = async () => {
    for await (const _ of unpack(chunks(damaged), 'zstd'));
  };
  await expect(read()).rejects.toMatchObject({ code: 'wrong-archive' });
});
