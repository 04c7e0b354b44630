import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxId, parseFrame } from './frames.ts';

describe('parseFrame', () => {
  it('never throws, and names a fault or a frame', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (raw) => {
        expect(typeof parseFrame(raw).type).toBe('string');
      }),
    );
  });

  it.each([
    { type: 'hello', version: '1' },
    { type: 'open', id: 1, op: 'a.b', input: { deep: [1] } },
    { type: 'data', id: maxId, value: new Uint8Array(3) },
    { type: 'err', id: 1, problem: { code: 'busy', message: 'Too much.' } },
    { type: 'credit', id: 1, bytes: 65_536 },
    { type: 'cancel', id: 1 },
  ])('takes $type', (frame) => {
    expect(parseFrame(frame)).toEqual(frame);
  });

  it.each([
    ['no object', 'hello'],
    ['no id', { type: 'cancel' }],
    ['id zero', { type: 'cancel', id: 0 }],
    ['a large id', { type: 'cancel', id: maxId + 1 }],
    ['a broken id', { type: 'cancel', id: 1.5 }],
    ['an unknown kind', { type: 'shout', id: 1 }],
    ['an inherited kind', { type: 'constructor', id: 1 }],
    ['no version', { type: 'hello' }],
    ['a book as version', { type: 'hello', version: 'x'.repeat(101) }],
    ['a number as operation', { type: 'open', id: 1, op: 5 }],
    ['negative credit', { type: 'credit', id: 1, bytes: -1 }],
    ['no credit', { type: 'credit', id: 1, bytes: 0 }],
    ['an unknown code', { type: 'err', id: 1, problem: { code: 'oops', message: '' } }],
  ])('refuses %s', (_name, raw) => {
    expect(parseFrame(raw).type).toBe('malformed');
  });
});
