import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../frames.ts';
import { decodeFrame, encodeFrame } from './frame-codec.ts';
import { packValue, unpackValue } from './packed-value.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
/** Plain data with bytes anywhere in it, and keys that a prototype has too. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue({ maxDepth: 1 }),
    bytes,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('v', 'b', 'constructor', '$bytes')),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
}));

/** What JSON does to -0 is no fault of the codec. */
function plusZero(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json)) as unknown;
}

describe('the binary form of a frame', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(value, (sent) => {
        const body = Buffer.concat(packValue(sent));
        expect(unpackValue(body)).toEqual({ value: normal(sent) });
      }),
      { numRuns: 500 },
    );
  });

  it.each<Frame>([
    { type: 'hello', version: '1.2.3' },
    { type: 'open', id: 1, op: 'a.b', input: { chunk: new Uint8Array([1, 2]), x: [null] } },
    { type: 'data', id: 0xffff_ffff, value: new Uint8Array([9, 8, 7]) },
    { type: 'data', id: 7, value: { source: 'stdout', bytes: new Uint8Array([0, 255]) } },
    { type: 'data', id: 7, value: null },
    { type: 'end', id: 7 },
    { type: 'end', id: 7, value: new Uint8Array([1]) },
    { type: 'end', id: 7, value: null },
    { type: 'err', id: 7, problem: { code: 'busy', message: 'é' } },
    { type: 'credit', id: 7, bytes: 262_144 },
    { type: 'cancel', id: 7 },
  ])('carries $type', (frame) => {
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it('carries bytes as bytes: no base64, no copies', () => {
    const frame = encodeFrame({ type: 'data', id: 1, value: { bytes: new Uint8Array(10_000) } });
    expect(frame.byteLength).toBeLessThan(10_100);
  });

  it('gives bytes their own memory', () => {
    const message = encodeFrame({ type: 'data', id: 1, value: new Uint8Array(10) });
    const { value: got } = decodeFrame(message) as { value: Uint8Array };
    expect(got.buffer.byteLength).toBe(10);
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (message) => {
        const frame = decodeFrame(message);
        expect(frame === undefined || typeof frame === 'object').toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives a changed byte', () => {
    const good = encodeFrame({ type: 'data', id: 1, value: { a: [new Uint8Array(3)], b: 'text' } });
    for (let at = 0; at < good.byteLength; at += 1) {
      for (const flip of [1, 0x20, 0x80]) {
        const bad = new Uint8Array(good);
        bad[at] = (bad[at] ?? 0) ^ flip;
        expect(() => decodeFrame(bad)).not.toThrow();
      }
    }
  });

  it.each([
    ['a path to a prototype', { v: {}, b: [[['v', '__proto__', 'polluted'], 1]] }],
    ['a path to a constructor', { v: {}, b: [[['v', 'constructor', 'prototype'], 1]] }],
    ['a path beside the value', { v: null, w: null, b: [[['w'], 1]] }],
    ['a path over a value', { v: { a: 1 }, b: [[['v', 'a'], 1]] }],
    ['no path', { v: null, b: [[[], 1]] }],
    ['a negative length', { v: null, b: [[['v'], -1]] }],
    ['too long a length', { v: null, b: [[['v'], 2]] }],
    ['bytes that nobody claims', { v: null }],
  ])('refuses %s', (_name, head) => {
    const json = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.byteLength);
    expect(unpackValue(Buffer.concat([length, json, Buffer.from([1])]))).toBeUndefined();
    expect('polluted' in {}).toBe(false);
  });
});

function normal(sent: unknown): unknown {
  if (sent instanceof Uint8Array) return sent;
  if (Array.isArray(sent)) return sent.map(normal);
  if (sent === null || typeof sent !== 'object') return plusZero(sent);
  return Object.fromEntries(Object.entries(sent).map(([key, field]) => [key, normal(field)]));
}
