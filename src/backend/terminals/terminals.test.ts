import { describe, expect, it } from 'vitest';
import { scrollbackBegin, scrollbackEnd } from '../../contract/terminals.ts';
import { createByteRing } from './byte-ring.ts';
import { startSession } from './terminal-session.ts';
import { createViewers } from './viewers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (chunks: readonly Uint8Array[]) => Buffer.concat(chunks).toString('utf8');
const size = { columns: 80, rows: 24 };

describe('createByteRing', () => {
  it('keeps the last bytes, from a line on once something was dropped', () => {
    const ring = createByteRing(10);
    ring.push(bytes('12\n45'));
    expect(text(ring.snapshot())).toBe('12\n45');
    ring.push(bytes('\nabcdefg'));
    expect(ring.byteLength).toBe(10);
    expect(text(ring.snapshot())).toBe('abcdefg');
  });

  it('holds its limit over many small chunks', () => {
    const ring = createByteRing(100);
    for (let index = 0; index < 5_000; index += 1) ring.push(bytes(`${index % 10}`));
    expect(ring.byteLength).toBe(100);
    expect(text(ring.snapshot())).toBe('0123456789'.repeat(10));
  });
});

describe('createViewers', () => {
  it('lets the program wait when even the fastest window is behind', async () => {
    const viewers = createViewers(() => []);
    const slow = viewers.add([], size).output(new AbortController().signal);
    viewers.push(new Uint8Array(300 * 1024));
    let ready = false;
    const waiting = viewers.ready().then(() => {
      ready = true;
    });
    await Promise.resolve();
    expect(ready).toBe(false);
    await slow.next();
    await waiting;
    expect(ready).toBe(true);
  });

  it('gives a window that fell far behind the scrollback anew', async () => {
    const viewers = createViewers(() => [bytes('scrollback')]);
    const slow = viewers.add([], size).output(new AbortController().signal);
    for (let index = 0; index < 4; index += 1) viewers.push(new Uint8Array(1024 * 1024));
    const seen: Uint8Array[] = [];
    viewers.end();
    for await (const chunk of slow) seen.push(chunk);
    expect(text(seen)).toBe(`\u001bc\u001b[3J${scrollbackBegin}scrollback${scrollbackEnd}`);
  });

  it('does not hold the program up when nobody looks', async () => {
    const viewers = createViewers(() => []);
    viewers.push(new Uint8Array(1024 * 1024));
    await viewers.ready();
  });
});

describe('startSession', () => {
  function fake(output: AsyncIterable<Uint8Array>) {
    const seen = { input: '', sizes: [] as string[] };
    const process = {
      ...{ command: 'sh', user: '', tty: true, output },
      write: async (chunk: Uint8Array) => {
        seen.input += text([chunk]);
      },
      resize: async ({ columns, rows }: { columns: number; rows: number }) => {
        seen.sizes.push(`${columns}x${rows}`);
      },
      exitCode: async () => 127,
      end: async () => {},
    };
    return { process, seen };
  }

  it('keeps the size of the window that typed or asked last', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    async function* output() {
      await promise;
      yield bytes('bye');
    }
    const { process, seen } = fake(output());
    const session = startSession(process, { size, kind: 'exec', onEnd: () => {} });
    async function* small() {
      yield { columns: 40, rows: 10 };
    }
    async function* large() {
      await new Promise((done) => setTimeout(done, 20));
      yield bytes('x');
    }
    const { signal } = new AbortController();
    const first = session.view({ size, up: large(), signal });
    const second = session.view({ size, up: small(), signal });
    const chunks = Promise.all([first.next(), second.next()]);
    await new Promise((done) => setTimeout(done, 40));
    resolve();
    expect((await chunks).map(({ value }) => text(value ? [value] : []))).toEqual(['bye', 'bye']);
    expect(seen).toEqual({ input: 'x', sizes: ['40x10', '80x24'] });
  });

  it('says that the program is not there when only the runtime spoke', async () => {
    async function* output() {
      yield bytes(
        'OCI runtime exec failed: exec failed: "nope": executable file not found in $PATH',
      );
    }
    const ended = new Promise((resolve) => {
      startSession(fake(output()).process, { size, kind: 'exec', onEnd: resolve });
    });
    expect(await ended).toMatchObject({
      exitCode: 127,
      problem: { code: 'executable-not-found', mend: { kind: 'use-other-shell' } },
    });
  });
});
