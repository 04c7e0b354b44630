import { describe, expect, it } from 'vitest';
import { withExactBytes } from './exact-bytes.ts';

describe('withExactBytes', () => {
  it('copies a window on a larger memory, at any depth', () => {
    const pool = new Uint8Array(1000).fill(7);
    const value = { list: [1, { bytes: pool.subarray(10, 14) }], text: 'x' };
    const copy = withExactBytes(value) as typeof value;
    const [, inner] = copy.list;
    if (typeof inner !== 'object') throw new Error('the list lost its object');
    expect([...inner.bytes]).toEqual([7, 7, 7, 7]);
    expect(inner.bytes.buffer.byteLength).toBe(4);
    expect(copy.text).toBe('x');
  });

  it('leaves alone what holds no foreign memory', () => {
    const owned = { bytes: new Uint8Array(4), list: [1, 2, { three: 3 }] };
    expect(withExactBytes(owned)).toBe(owned);
  });

  it('copies shared memory', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    expect((withExactBytes(shared) as Uint8Array).buffer).toBeInstanceOf(ArrayBuffer);
  });
});
