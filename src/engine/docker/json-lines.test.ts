import { describe, expect, it } from 'vitest';
import { jsonLines } from './json-lines.ts';

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function values(text: string, size: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { value } of jsonLines(chunks(text, size))) found.push(value);
  return found;
}

describe('jsonLines', () => {
  const text = '{"a":"grüße"}\r\n\n{"b":"}{\\"","c":{"d":1}}{"e":2}\n{"last":"世"}';
  const all = [{ a: 'grüße' }, { b: '}{"', c: { d: 1 } }, { e: 2 }, { last: '世' }];

  it('gives the same whatever the borders of the chunks', async () => {
    for (let size = 1; size <= 40; size += 1) expect(await values(text, size)).toEqual(all);
  });

  it('leaves out what is cut off or no JSON', async () => {
    expect(await values('{"a":1}\nnonsense\n{"b":', 5)).toEqual([{ a: 1 }]);
  });

  it('has a limit for a line', async () => {
    const endless = async () => {
      async function* source() {
        const part = Buffer.alloc(1024 * 1024, 0x20);
        part[0] = 0x7b;
        for (let i = 0; i < 40; i += 1) yield part;
      }
      for await (const _ of jsonLines(source()));
    };
    await expect(endless()).rejects.toThrow(RangeError);
  });
});
