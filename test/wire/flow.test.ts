import { afterEach, describe, expect, it, vi } from 'vitest';
import { linkKindNames } from './support/links.ts';
import { drain, openWire, settle } from './support/open-wire.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(linkKindNames)('flow on %s', (kind) => {
  it('holds a fast producer to the pace of a slow consumer', async () => {
    let made = 0;
    const { api, served } = await openWire(kind, {
      flow: {
        chunks: async function* () {
          while (made < 2_000) {
            made += 1;
            yield new Uint8Array(65_536);
          }
        },
      },
    });
    let taken = 0;
    for await (const chunk of api.flow.chunks({ count: 2_000, size: 65_536 })) {
      expect(chunk.byteLength).toBe(65_536);
      taken += 1;
      // The window is four chunks, and the producer holds one more.
      expect(made - taken).toBeLessThanOrEqual(5);
      if (taken === 20) {
        await settle(50);
        expect(made).toBeLessThanOrEqual(25);
      }
      if (taken <= 20) await settle(3);
      if (taken === 200) break;
    }
    await settle();
    expect(made).toBeLessThanOrEqual(205);
    expect(served.openCount()).toBe(0);
  });

  it('holds a producer of small objects to the window', async () => {
    let made = 0;
    const { api } = await openWire(kind, {
      flow: {
        events: async function* () {
          while (made < 10_000) {
            made += 1;
            yield { line: 'x'.repeat(1_013) };
          }
        },
      },
    });
    const iterator = api.flow.events({})[Symbol.asyncIterator]();
    await iterator.next();
    await settle(50);
    // 256 KiB under way, 64 KiB waiting to be sent, and those taken.
    expect(made).toBeLessThanOrEqual(256 + 64 + 2);
    await iterator.return?.();
  });

  it('lets one value larger than the window pass alone', async () => {
    let made = 0;
    const large = 'x'.repeat(400_000);
    const { api } = await openWire(kind, {
      flow: {
        events: async function* () {
          for (let at = 0; at < 5; at += 1) {
            made += 1;
            yield { at, large };
          }
        },
      },
    });
    const iterator = api.flow.events({})[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: { at: 0, large } });
    await settle();
    // One taken, one under way, one waiting.
    expect(made).toBe(3);
    const rest = await drain({ [Symbol.asyncIterator]: () => iterator });
    expect(rest.values).toHaveLength(4);
  });

  it('sends an echo at once on an idle wire: no timer is needed', async () => {
    const { api } = await openWire(kind, {
      shell: {
        terminal: async function* (_input, up) {
          for await (const value of up) if (value instanceof Uint8Array) yield value;
        },
      },
    });
    const terminal = api.shell.terminal({});
    const echo = terminal[Symbol.asyncIterator]();
    await terminal.send(new Uint8Array([0]));
    await echo.next();
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    for (const key of [1, 2, 3, 4, 5]) {
      void terminal.send(new Uint8Array([key]));
      expect(await echo.next()).toEqual({ done: false, value: new Uint8Array([key]) });
    }
    expect(vi.getTimerCount()).toBe(0);
    terminal.end();
    expect((await echo.next()).done).toBe(true);
  });

  it('merges small bytes that queue, and not before', async () => {
    const { api } = await openWire(kind, {
      flow: {
        chunks: async function* () {
          for (let at = 0; at < 40_000; at += 1) yield new Uint8Array(20).fill(at);
        },
      },
    });
    let frames = 0;
    const sizes: number[] = [];
    let at = 0;
    for await (const chunk of api.flow.chunks({ count: 1, size: 20 })) {
      frames += 1;
      sizes.push(chunk.byteLength);
      for (let offset = 0; offset < chunk.byteLength; offset += 20, at += 1) {
        if (chunk[offset] !== (at & 255)) throw new Error(`byte ${at} is out of order`);
      }
      if (frames % 50 === 0) await settle(1);
    }
    expect(at).toBe(40_000);
    expect(sizes[0]).toBe(20);
    expect(Math.max(...sizes)).toBeGreaterThan(10_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536);
  });

  it('gives a slow consumer of `latest` the newest value', async () => {
    let made = 0;
    const { api } = await openWire(kind, {
      flow: {
        latest: async function* () {
          // Never waits by itself: the wire must not let it starve the process.
          while (made < 20_000) {
            made += 1;
            yield made;
          }
        },
      },
    });
    const seen: number[] = [];
    for await (const value of api.flow.latest({ count: 1 })) {
      seen.push(value);
      await settle(10);
    }
    expect(seen.length).toBeLessThan(500);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.at(-1)).toBe(20_000);
  });

  it('cancels a `latest` producer that never waits', async () => {
    let ended = false;
    const { api, served } = await openWire(kind, {
      flow: {
        latest: async function* () {
          try {
            for (let at = 0; ; at += 1) yield at;
          } finally {
            ended = true;
          }
        },
      },
    });
    for await (const value of api.flow.latest({ count: 1 })) if (value > 10) break;
    await settle();
    expect([ended, served.openCount()]).toEqual([true, 0]);
  });

  it('does not let one idle reader hold up another stream', async () => {
    const chunks = async function* ({ count }: { count: number }): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < count; at += 1) yield new Uint8Array(65_536);
    };
    const { api } = await openWire(kind, { flow: { chunks } });
    const idle = api.flow.chunks({ count: 100, size: 1 })[Symbol.asyncIterator]();
    await idle.next();
    const { values } = await drain(api.flow.chunks({ count: 100, size: 1 }));
    expect(values).toHaveLength(100);
    await idle.return?.();
  });
});

describe.each(linkKindNames)('bytes on %s', (kind) => {
  /** Small buffers of Node are windows on one pool that they share. */
  function pooled(): Buffer {
    const secret = Buffer.from('a neighbour keeps a password here');
    const own = Buffer.from('own');
    expect(own.buffer).toBe(secret.buffer);
    return own;
  }

  function expectExact(value: unknown): void {
    if (!(value instanceof Uint8Array)) throw new Error('these are no bytes');
    expect(new TextDecoder().decode(value)).toBe('own');
    expect(value.buffer.byteLength).toBe(3);
  }

  it('arrive without their neighbours, in events, answers and inputs', async () => {
    let up: unknown;
    const { api } = await openWire(kind, {
      echo: {
        value: async ({ value }) => {
          up = value;
          return { list: [pooled()] };
        },
      },
      flow: {
        events: async function* () {
          yield pooled();
          yield { source: 'stdout', bytes: pooled() };
        },
      },
    });
    const { values } = await drain(api.flow.events({}));
    expectExact(values[0]);
    expectExact((values[1] as { bytes: unknown }).bytes);
    const answer = (await api.echo.value({ value: { bytes: pooled() } })) as { list: unknown[] };
    expectExact(answer.list[0]);
    expectExact((up as { bytes: unknown }).bytes);
  });
});
