import { describe, expect, it } from 'vitest';
import { demux } from './demux.ts';

function frame(type: number, text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = type;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Uint8Array>) {
  const out = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  for await (const { stream, bytes } of demux(source)) out[stream].push(bytes);
  const text = (parts: Uint8Array[]) => Buffer.concat(parts).toString('utf8');
  return { stdout: text(out.stdout), stderr: text(out.stderr) };
}

describe('demux', () => {
  const bytes = Buffer.concat([
    frame(1, 'grüße '),
    frame(2, 'oh '),
    frame(1, ''),
    frame(1, '世界\n'),
    frame(2, 'no\n'),
    frame(3, 'engine says\n'),
  ]);

  it('gives the same whatever the borders of the chunks', async () => {
    for (let size = 1; size <= bytes.length; size += 1) {
      expect(await collect(chunks(bytes, size))).toEqual({
        stdout: 'grüße 世界\n',
        stderr: 'oh no\nengine says\n',
      });
    }
  });

  it('refuses bytes that are no frames', async () => {
    const text = Buffer.from('hello, this is a terminal\n');
    await expect(collect(chunks(text, 64))).rejects.toMatchObject({ code: 'engine-error' });
    const huge = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1]);
    await expect(collect(chunks(huge, 64))).rejects.toMatchObject({ code: 'engine-error' });
  });
});
