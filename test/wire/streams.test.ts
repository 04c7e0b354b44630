import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/contract/errors.ts';
import { linkKindNames } from './support/links.ts';
import { drain, openWire, settle } from './support/open-wire.ts';

async function* countTo({ count }: { count: number }): AsyncGenerator<number> {
  for (let at = 0; at < count; at += 1) yield at;
}

/** Makes chunks until it is stopped, and notes that it was. */
function endless(): { chunks: () => AsyncGenerator<Uint8Array>; stopped: () => boolean } {
  let ended = false;
  return {
    chunks: async function* () {
      try {
        for (;;) yield new Uint8Array(65_536);
      } finally {
        await settle(5);
        ended = true;
      }
    },
    stopped: () => ended,
  };
}

/** Says nothing until its signal aborts. */
function silent(): {
  events: (input: unknown, context: { signal: AbortSignal }) => AsyncGenerator<unknown>;
  stopped: () => boolean;
} {
  let ended = false;
  return {
    events: async function* (_input, { signal }) {
      try {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      } finally {
        ended = true;
      }
      yield 'too late';
    },
    stopped: () => ended,
  };
}

describe.each(linkKindNames)('a stream on %s', (kind) => {
  it('gives every event in order, ends, and leaves nothing behind', async () => {
    const { api, client, served } = await openWire(kind, { flow: { counts: countTo } });
    const { values, problem } = await drain(api.flow.counts({ count: 5_000 }));
    expect(values).toEqual(Array.from({ length: 5_000 }, (_, at) => at));
    expect(problem).toBeUndefined();
    await settle();
    expect([client.openCount(), served.openCount()]).toEqual([0, 0]);
  });

  it('stops the producer at a break, after its cleanup', async () => {
    const { chunks, stopped } = endless();
    const { api, client, served } = await openWire(kind, { flow: { chunks } });
    let taken = 0;
    for await (const chunk of api.flow.chunks({ count: 1, size: 1 })) {
      taken += chunk.byteLength;
      if (taken > 1_000_000) break;
    }
    await settle();
    expect([stopped(), client.openCount(), served.openCount()]).toEqual([true, 0, 0]);
  });

  it('stops a producer that has nothing to say', async () => {
    const { events, stopped } = silent();
    const { api, served } = await openWire(kind, { flow: { events } });
    const iterator = api.flow.events({})[Symbol.asyncIterator]();
    const pending = iterator.next();
    await settle();
    expect(served.openCount()).toBe(1);
    await iterator.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    await settle();
    expect([stopped(), served.openCount()]).toEqual([true, 0]);
  });

  it('stops a source that is no generator while it waits', async () => {
    let returned = 0;
    const { api, served } = await openWire(kind, {
      flow: {
        events: () => {
          const wait = Promise.withResolvers<IteratorResult<unknown, undefined>>();
          const iterator = {
            next: () => wait.promise,
            return: async () => {
              returned += 1;
              wait.resolve({ done: true, value: undefined });
              return { done: true as const, value: undefined };
            },
          };
          return { [Symbol.asyncIterator]: () => iterator };
        },
      },
    });
    const iterator = api.flow.events({})[Symbol.asyncIterator]();
    const pending = iterator.next();
    await settle();
    await iterator.return?.();
    await pending;
    await settle();
    expect([returned, served.openCount()]).toEqual([1, 0]);
  });

  it('is cancelled by its signal, which it then lets go', async () => {
    const { chunks, stopped } = endless();
    const { api, client, served } = await openWire(kind, { flow: { chunks } });
    const abort = new AbortController();
    const iterator = api.flow
      .chunks({ count: 1, size: 1 }, { signal: abort.signal })
      [Symbol.asyncIterator]();
    await iterator.next();
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1);
    abort.abort();
    await expect(iterator.next()).rejects.toMatchObject({ code: 'cancelled' });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await settle();
    expect([stopped(), client.openCount(), served.openCount()]).toEqual([true, 0, 0]);
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
  });

  it('gives what came before a failure, then the failure', async () => {
    const { api, served } = await openWire(kind, {
      flow: {
        chunks: async function* () {
          for (let at = 0; at < 10; at += 1) yield new Uint8Array(50_000).fill(at);
          throw refuse('engine-gone', 'The engine went away.');
        },
      },
    });
    const { values, problem } = await drain(api.flow.chunks({ count: 1, size: 1 }));
    expect(values.reduce((sum, chunk) => sum + chunk.byteLength, 0)).toBe(500_000);
    expect(problem).toEqual({ code: 'engine-gone', message: 'The engine went away.' });
    await settle();
    expect(served.openCount()).toBe(0);
  });

  it('does not open before it is read, and opens anew for each reader', async () => {
    let opened = 0;
    const { api } = await openWire(kind, {
      flow: {
        counts: async function* () {
          opened += 1;
          yield opened;
        },
      },
    });
    const counts = api.flow.counts({ count: 1 });
    await settle();
    expect(opened).toBe(0);
    expect((await drain(counts)).values).toEqual([1]);
    expect((await drain(counts)).values).toEqual([2]);
  });

  it('serves several readers of one iterator in order', async () => {
    const { api } = await openWire(kind, { flow: { counts: countTo } });
    const iterator = api.flow.counts({ count: 3 })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(results.map(({ value }) => value as unknown)).toEqual([0, 1, 2, undefined, undefined]);
  });

  it('refuses bad input at the reader', async () => {
    const { api } = await openWire(kind, { flow: { counts: countTo } });
    const { problem } = await drain(api.flow.counts({ count: 'many' as unknown as number }));
    expect(problem?.code).toBe('bad-input');
  });

  it('says so when a handler gives no stream at all', async () => {
    const events = (() => 5) as unknown as () => AsyncIterable<unknown>;
    const { api } = await openWire(kind, { flow: { events } });
    expect((await drain(api.flow.events({}))).problem?.code).toBe('internal');
  });
});
