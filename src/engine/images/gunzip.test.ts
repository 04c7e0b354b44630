import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { gunzip } from './gunzip.ts';

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

async function unpacked(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of gunzip(source)) parts.push(part);
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
  for await (const _ of gunzip(source())) break;
  await expect.poll(() => closed).toBe(true);
});
