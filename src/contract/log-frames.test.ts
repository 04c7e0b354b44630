import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogDecoder, type LogLine, lineLimit } from './log-frames.ts';

const utf8 = new TextEncoder();

function frame(type: number, text: string): Uint8Array {
  const payload = utf8.encode(text);
  const bytes = new Uint8Array(8 + payload.length);
  bytes[0] = type;
  new DataView(bytes.buffer).setUint32(4, payload.length);
  bytes.set(payload, 8);
  return bytes;
}

function bytesOf(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
}

interface Read {
  readonly framing?: 'multiplexed' | 'raw';
  readonly timestamps?: boolean;
}

function read(chunks: readonly Uint8Array[], options: Read = {}): LogLine[] {
  const decoder = createLogDecoder({ framing: 'multiplexed', timestamps: false, ...options });
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
}

const said = (lines: readonly LogLine[]) => lines.map(({ stream, text }) => `${stream}: ${text}`);

describe('log frames', () => {
  it('tells the streams apart and keeps their order', () => {
    const bytes = bytesOf(frame(1, 'a\n'), frame(2, 'b\n'), frame(1, 'c\nd\n'));
    expect(said(read([bytes]))).toEqual(['stdout: a', 'stderr: b', 'stdout: c', 'stdout: d']);
  });

  it('reads the same wherever the chunks are cut: in headers, in characters', () => {
    const bytes = bytesOf(
      frame(1, '容器已启动 🚢\n'),
      frame(2, 'é'),
      frame(1, '日志\r\n'),
      frame(2, 'à\n'),
    );
    const whole = said(read([bytes]));
    expect(whole).toEqual(['stdout: 容器已启动 🚢', 'stdout: 日志', 'stderr: éà']);
    for (let size = 1; size < bytes.length; size += 1) {
      expect(said(read(pieces(bytes, size)))).toEqual(whole);
    }
  });

  it('reads any lines cut anywhere', () => {
    const line = fc.tuple(fc.constantFrom(1, 2), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (lines, size) => {
          const clean = lines.map(
            ([type, text]) => [type, text.replaceAll(/[\r\n]/g, '')] as const,
          );
          const bytes = bytesOf(...clean.map(([type, text]) => frame(type, `${text}\n`)));
          const expected = clean.map(
            ([type, text]) =>
              `${type === 1 ? 'stdout' : 'stderr'}: ${new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8.encode(text))}`,
          );
          expect(said(read(pieces(bytes, size))).map(withoutMark)).toEqual(
            expected.map(withoutMark),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives the last line although it has no end', () => {
    expect(said(read([frame(1, 'a\nPassword: ')]))).toEqual(['stdout: a', 'stdout: Password: ']);
  });

  it('cuts a line of more than 1 Mi characters and says by how much', () => {
    const long = 'x'.repeat(65_536);
    const frames = Array.from({ length: 18 }, () => frame(1, long));
    const [line, after, ...more] = read([...frames, frame(1, '\nafter\n')]);
    expect(line?.text).toHaveLength(lineLimit);
    expect(line?.cutCharacters).toBe(2 * 65_536);
    expect(after).toMatchObject({ text: 'after', cutCharacters: 0 });
    expect(more).toEqual([]);
  });

  it('reads the bytes of a TTY as they are', () => {
    const bytes = utf8.encode('one\r\ntwo 界\r\n');
    const options = { framing: 'raw' } as const;
    expect(said(read(pieces(bytes, 3), options))).toEqual(['stdout: one', 'stdout: two 界']);
  });

  it('refuses what is no frame', () => {
    expect(() => read([utf8.encode('plain text without frames')])).toThrow(/cannot be read/);
    const huge = frame(1, 'x');
    new DataView(huge.buffer).setUint32(4, 0x7fffffff);
    expect(() => read([huge])).toThrow(/cannot be read/);
  });

  it('is as new after its end', () => {
    const decoder = createLogDecoder({ framing: 'multiplexed', timestamps: false });
    decoder.push(frame(1, 'cut off').subarray(0, 11));
    decoder.end();
    expect(said(decoder.push(frame(2, 'new\n')))).toEqual(['stderr: new']);
  });
});

describe('times in a log', () => {
  const at = '2026-01-31T12:00:00.123456789Z';
  const later = '2026-01-31T12:00:00.123999999Z';

  it('takes the time off a line', () => {
    const lines = read([frame(1, `${at} hello\n`), frame(2, `${later} \n`)], { timestamps: true });
    expect(lines).toMatchObject([
      { stamp: at, text: 'hello' },
      { stamp: later, text: '' },
    ]);
  });

  it('takes it off each piece of a long line, wherever the chunks are cut', () => {
    const bytes = bytesOf(
      frame(1, `${at} begin, `),
      frame(2, `${at} other\n`),
      frame(1, `${later} end\n`),
    );
    for (let size = 1; size < bytes.length; size += 1) {
      const lines = read(pieces(bytes, size), { timestamps: true });
      expect(lines.map(({ text }) => text)).toEqual(['other', 'begin, end']);
      expect(lines[1]?.stamp).toBe(at);
    }
  });

  it('leaves a line alone that begins otherwise', () => {
    const lines = read([frame(1, 'no time'), frame(1, ' here\n')], { timestamps: true });
    expect(lines).toMatchObject([{ stamp: null, text: 'no time here' }]);
  });

  it('takes it off in a TTY', () => {
    const options = { framing: 'raw', timestamps: true } as const;
    const lines = read([utf8.encode(`${at} top\r\n`)], options);
    expect(lines).toMatchObject([{ stamp: at, text: 'top' }]);
  });
});

/** A byte order mark at the very beginning of a stream is no text. */
function withoutMark(line: string): string {
  return line.replace(': \uFEFF', ': ');
}
