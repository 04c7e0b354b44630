import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDechunker } from './dechunk.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

function taken(pieces: readonly Uint8Array[]): { text: string; done: boolean } {
  const dechunker = createDechunker();
  const parts = pieces.map((piece) => Buffer.from(dechunker.push(Buffer.from(piece))));
  return { text: Buffer.concat(parts).toString('latin1'), done: dechunker.done };
}

/** Cut at the given places, in any order and as often as they come. */
function cut(whole: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (whole.length + 1)), whole.length];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
}

describe('a body in chunks', () => {
  it('is the same wherever it is cut', () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(chunk), fc.array(fc.nat()), fc.boolean(), (chunks, places, upper) => {
        const size = (data: Uint8Array): string => {
          const hex = data.length.toString(16);
          return upper ? hex.toUpperCase() : hex;
        };
        const parts = chunks.flatMap((data) => [bytes(`${size(data)}\r\n`), data, bytes('\r\n')]);
        const whole = Buffer.concat([...parts, bytes('0\r\n\r\n')]);
        const expected = Buffer.concat(chunks).toString('latin1');
        expect(taken(cut(whole, places))).toEqual({ text: expected, done: true });
      }),
    );
  });

  it('may have extensions and trailers, and nothing behind its end counts', () => {
    const text = '3;name="a;b"\r\nabc\r\n0\r\n\r\n';
    expect(() => taken([bytes(text)])).not.toThrow();
    expect(taken([bytes('3 ;x=1\r\nabc\r\n0\r\nA: b\r\nC: d\r\n\r\n5\r\nagain')])).toEqual({
      text: 'abc',
      done: true,
    });
  });

  it('is not done before its last chunk', () => {
    expect(taken([bytes('3\r\nabc\r\n')])).toEqual({ text: 'abc', done: false });
    expect(taken([bytes('3\r\nabc\r\n0\r\n')])).toEqual({ text: 'abc', done: false });
  });

  it.each([
    ['no size', '\r\nabc'],
    ['a size that is no number', 'xyz\r\nabc'],
    ['a negative size', '-1\r\n'],
    ['a size beyond all numbers', `${'f'.repeat(13)}\r\n`],
    ['more data than the size says', '3\r\nabcd\r\n'],
    ['an extension without an end', `3;${'x'.repeat(20_000)}`],
    ['a trailer without an end', `0\r\n${'x'.repeat(20_000)}`],
  ])('%s is no chunk', (_name, text) => {
    expect(() => taken([bytes(text)])).toThrow(expect.objectContaining({ code: 'not-an-engine' }));
  });

  it('of a million lines costs no call for each', () => {
    const line = bytes(`c8\r\n${'x'.repeat(200)}\r\n`);
    const piece = Buffer.concat(Array.from({ length: 300 }, () => line));
    const dechunker = createDechunker();
    let size = 0;
    for (let count = 0; count < 100; count += 1) {
      const part = dechunker.push(Buffer.from(piece));
      expect(part.length).toBe(60_000);
      size += part.length;
    }
    expect(size).toBe(6_000_000);
  });
});
