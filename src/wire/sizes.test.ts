import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minValueBytes } from './limits.ts';
import { sizeOf } from './sizes.ts';

describe('sizeOf', () => {
  it('is the length of the value as JSON in UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const jsonBytes = new TextEncoder().encode(JSON.stringify(value)).byteLength;
        expect(sizeOf(value)).toBe(Math.max(minValueBytes, jsonBytes));
      }),
      { numRuns: 300 },
    );
  });

  it('counts what JSON escapes', () => {
    const text = '\u0000\n"\\\u007fé世\u{1f600}\ud800'.repeat(20);
    expect(sizeOf(text)).toBe(new TextEncoder().encode(JSON.stringify(text)).byteLength);
  });

  it('counts bytes as they are, alone and inside', () => {
    expect(sizeOf(new Uint8Array(1000))).toBe(1000);
    expect(sizeOf(Buffer.alloc(1000).subarray(100))).toBe(900);
    expect(sizeOf({ bytes: new Uint8Array(1000) })).toBe(1000 + '{"bytes":}'.length);
  });

  it('leaves out what JSON leaves out', () => {
    const long = 'x'.repeat(100);
    expect(sizeOf({ long, gone: undefined })).toBe(sizeOf({ long }));
  });

  it('costs something when empty', () => {
    expect(sizeOf(new Uint8Array(0))).toBe(minValueBytes);
    expect(sizeOf(undefined)).toBe(minValueBytes);
  });

  it.each([
    ['a date', new Date()],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['another typed array', new Float64Array(2)],
    ['a class', new (class Thing {})()],
  ])('refuses %s, also inside', (_name, value) => {
    expect(() => sizeOf(value)).toThrow(TypeError);
    expect(() => sizeOf({ list: [value] })).toThrow(TypeError);
  });

  it('refuses a value without an end', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => sizeOf(loop)).toThrow('nested too deeply');
  });
});
