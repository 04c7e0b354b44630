import { describe, expect, it } from 'vitest';
import { paced } from './paced.ts';

async function* pieces(count: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield new Uint8Array(bytes).fill(n);
}

async function read(source: AsyncIterable<Uint8Array>) {
  const from = performance.now();
  const firstBytes: (number | undefined)[] = [];
  for await (const piece of source) firstBytes.push(piece[0]);
  return { firstBytes, ms: performance.now() - from };
}

describe('a paced stream', () => {
  it('passes every piece on, in order', async () => {
    const { firstBytes } = await read(paced(pieces(20, 100)));
    expect(firstBytes).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('waits behind each small piece of a flood, for the next to gather', async () => {
    const { ms } = await read(paced(pieces(40, 100)));
    expect(ms).toBeGreaterThan(35);
  });

  it('gives the first piece at once, and ends its source when it is left', async () => {
    let ended = false;
    async function* source() {
      try {
        yield* pieces(3, 100);
      } finally {
        ended = true;
      }
    }
    for await (const piece of paced(source())) {
      expect(piece[0]).toBe(0);
      break;
    }
    expect(ended).toBe(true);
  });
});
