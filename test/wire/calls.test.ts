import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/contract/errors.ts';
import { linkKindNames } from './support/links.ts';
import { openWire, problemOf, settle } from './support/open-wire.ts';

describe.each(linkKindNames)('a call on %s', (kind) => {
  it('is answered, and leaves nothing behind', async () => {
    const { api, client, served } = await openWire(kind);
    expect(await api.echo.say({ text: 'hé 世界 \u{1f6a2}' })).toBe('hé 世界 \u{1f6a2}');
    await settle();
    expect([client.openCount(), served.openCount()]).toEqual([0, 0]);
  });

  it('answers many at once, each with its own', async () => {
    const { api } = await openWire(kind);
    const texts = Array.from({ length: 300 }, (_, at) => `text ${at}`);
    expect(await Promise.all(texts.map((text) => api.echo.say({ text })))).toEqual(texts);
  });

  it('rejects with the problem that the handler threw', async () => {
    const { api } = await openWire(kind);
    expect(await problemOf(api.echo.refuse({}))).toEqual({
      code: 'name-in-use',
      message: 'The name is taken.',
      facts: { name: 'web' },
    });
  });

  it('tells a fault of ours to the log and only its id to the caller', async () => {
    const told: unknown[] = [];
    const onInternalError = (error: unknown, operation: string): string => {
      told.push([String(error), operation]);
      return 'log-17';
    };
    const { api } = await openWire(kind, {}, { onInternalError });
    const problem = await problemOf(api.echo.crash({}));
    expect(problem).toMatchObject({ code: 'internal', detail: 'log-17' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(told).toEqual([['Error: password=hunter2', 'echo.crash']]);
  });

  it('parses the input on the serving side and says where it is wrong', async () => {
    let reached = false;
    const { api } = await openWire(kind, {
      echo: {
        say: async ({ text }) => {
          reached = true;
          return text;
        },
      },
    });
    // biome-ignore lint/suspicious/noExplicitAny: a caller that the compiler did not see
    const problem = await problemOf((api.echo.say as any)({ text: 5 }));
    expect(problem).toMatchObject({ code: 'bad-input' });
    expect(problem.detail).toMatch(/^text: /);
    expect(reached).toBe(false);
  });

  it('cancels: the handler hears it, the caller is told, the signal is let go', async () => {
    let heard = false;
    const { api, client, served } = await openWire(kind, {
      echo: {
        wait: (_input, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              heard = true;
              reject(new Error('stopped'));
            });
          }),
      },
    });
    const abort = new AbortController();
    const answer = problemOf(api.echo.wait({}, { signal: abort.signal }));
    await settle();
    expect(served.openCount()).toBe(1);
    abort.abort();
    expect((await answer).code).toBe('cancelled');
    await settle();
    expect([heard, client.openCount(), served.openCount()]).toEqual([true, 0, 0]);
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
  });

  it('is not sent when it was cancelled before', async () => {
    const { api, client } = await openWire(kind);
    const answer = api.echo.say({ text: 'x' }, { signal: AbortSignal.abort() });
    expect((await problemOf(answer)).code).toBe('cancelled');
    expect(client.openCount()).toBe(0);
  });

  it('lets go of the signal after an answer', async () => {
    const { api } = await openWire(kind);
    const { signal } = new AbortController();
    await api.echo.say({ text: 'x' }, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it.each([
    ['an object', { a: [1, 'x', null, true, { b: {} }] }],
    ['bytes', new Uint8Array([0, 1, 255])],
    ['bytes inside', { source: 'stdout', parts: [new Uint8Array([1]), new Uint8Array(0)] }],
    ['null', null],
    ['text', ''],
  ])('carries %s there and back', async (_name, value) => {
    const { api } = await openWire(kind);
    expect(await api.echo.value({ value })).toEqual(value);
  });

  it('carries an answer without a value', async () => {
    const { api } = await openWire(kind, { echo: { value: async () => undefined } });
    expect(await api.echo.value({ value: 1 })).toBeUndefined();
  });

  it('refuses what is not plain data, on either side', async () => {
    const { api } = await openWire(kind, { echo: { value: async () => new Map() } });
    expect((await problemOf(api.echo.value({ value: new Date() }))).code).toBe('bad-input');
    expect((await problemOf(api.echo.value({ value: 1 }))).code).toBe('internal');
  });

  it('refuses a value that is too large, and the link stands', async () => {
    const large = new Uint8Array(16 * 1024 * 1024 + 1);
    const { api } = await openWire(kind, { echo: { wait: async () => 'x'.repeat(17_000_000) } });
    expect((await problemOf(api.echo.value({ value: large }))).code).toBe('bad-input');
    expect((await problemOf(api.echo.wait({}))).code).toBe('internal');
    expect(await api.echo.say({ text: 'still here' })).toBe('still here');
  });

  it('can check what its own handlers answer', async () => {
    const wrong = async (): Promise<string> => 5 as unknown as string;
    const { api } = await openWire(kind, { echo: { wait: wrong } }, { checkOutput: true });
    expect((await problemOf(api.echo.wait({}))).code).toBe('internal');
  });

  it('survives a problem that the other side could not read', async () => {
    const facts = { port: undefined } as unknown as Record<string, string>;
    const { api } = await openWire(kind, {
      echo: {
        refuse: async () => {
          throw refuse('port-in-use', 'Taken.', { facts });
        },
      },
    });
    expect(await problemOf(api.echo.refuse({}))).toEqual({
      code: 'port-in-use',
      message: 'Taken.',
    });
  });
});
