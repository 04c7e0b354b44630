import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/contract/errors.ts';
import { linkKindNames } from './support/links.ts';
import { drain, openWire, problemOf, settle } from './support/open-wire.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe.each(linkKindNames)('a duplex on %s', (kind) => {
  it('carries bytes and objects upwards in their order, merging only neighbours', async () => {
    const seen: unknown[] = [];
    const { api } = await openWire(kind, {
      shell: {
        terminal: async function* (_input, up) {
          for await (const value of up) {
            seen.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
          }
          yield text('bye');
        },
      },
    });
    const terminal = api.shell.terminal({});
    await Promise.all([
      terminal.send(text('a')),
      terminal.send(text('b')),
      terminal.send({ columns: 80, rows: 24 }),
      terminal.send(text('c')),
    ]);
    terminal.end();
    const { values } = await drain(terminal);
    expect(values.map((value) => new TextDecoder().decode(value))).toEqual(['bye']);
    expect(seen.filter((value) => typeof value === 'object')).toEqual([{ columns: 80, rows: 24 }]);
    const at = seen.findIndex((value) => typeof value === 'object');
    expect([seen.slice(0, at).join(''), seen.slice(at + 1).join('')]).toEqual(['ab', 'c']);
  });

  it('makes an upload wait until its bytes are taken', async () => {
    let takenBytes = 0;
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const { api } = await openWire(kind, {
      shell: {
        upload: async function* (_input, up) {
          for await (const chunk of up) {
            takenBytes += chunk.byteLength;
            if (takenBytes === 10 * 65_536) await gate;
          }
          yield { receivedBytes: takenBytes };
        },
      },
    });
    const upload = api.shell.upload({});
    let sentChunks = 0;
    const sending = (async () => {
      for (let at = 0; at < 200; at += 1) {
        await upload.send(new Uint8Array(65_536));
        sentChunks += 1;
      }
      upload.end();
    })();
    await settle(100);
    // Ten taken, four in the window; the next waits.
    expect(takenBytes).toBe(10 * 65_536);
    expect(sentChunks).toBe(14);
    openGate();
    await sending;
    expect((await drain(upload)).values).toEqual([{ receivedBytes: 200 * 65_536 }]);
  });

  it('splits a large upload and loses nothing', async () => {
    const sizes: number[] = [];
    const { api } = await openWire(kind, {
      shell: {
        upload: async function* (_input, up) {
          for await (const chunk of up) sizes.push(chunk.byteLength);
          yield { receivedBytes: sizes.reduce((sum, size) => sum + size, 0) };
        },
      },
    });
    const upload = api.shell.upload({});
    const sent = upload.send(new Uint8Array(1_000_001));
    upload.end();
    expect((await drain(upload)).values).toEqual([{ receivedBytes: 1_000_001 }]);
    await sent;
    expect(Math.max(...sizes)).toBe(65_536);
  });

  it('parses what comes up', async () => {
    let aborted = false;
    const { api, served } = await openWire(kind, {
      shell: {
        terminal: async function* (_input, up, { signal }) {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          for await (const value of up) if (value instanceof Uint8Array) yield value;
        },
      },
    });
    const terminal = api.shell.terminal({});
    const ended = drain(terminal);
    await terminal.send({ columns: 1.5, rows: 24 });
    const { problem } = await ended;
    expect(problem?.code).toBe('bad-input');
    expect(problem?.detail).toBeDefined();
    expect(await problemOf(terminal.send(text('x')))).toMatchObject({ code: 'bad-input' });
    await settle();
    expect([aborted, served.openCount()]).toEqual([true, 0]);
  });

  it('tells a cut upload from a finished one: a cancel is an error at its reader', async () => {
    const outcome = Promise.withResolvers<unknown>();
    const { api } = await openWire(kind, {
      shell: {
        upload: async function* (_input, up) {
          try {
            for await (const chunk of up) yield { receivedBytes: chunk.byteLength };
            outcome.resolve('complete');
          } catch (error) {
            outcome.resolve(error);
          }
        },
      },
    });
    const upload = api.shell.upload({});
    const iterator = upload[Symbol.asyncIterator]();
    await upload.send(text('half of it'));
    await iterator.next();
    const pending = iterator.next();
    await settle();
    await iterator.return?.();
    await pending;
    expect(await outcome.promise).toMatchObject({ code: 'cancelled' });
    expect((await problemOf(upload.send(text('x')))).code).toBe('cancelled');
  });

  it('rejects a waiting send when the handler fails', async () => {
    const { api, client } = await openWire(kind, {
      shell: {
        upload: async function* (_input, up) {
          for await (const _chunk of up) break;
          yield { receivedBytes: 0 };
          await settle();
          throw refuse('wrong-archive', 'This is no tar.');
        },
      },
    });
    const upload = api.shell.upload({});
    const ended = drain(upload);
    const sending = (async () => {
      for (;;) {
        await upload.send(new Uint8Array(65_536));
        await settle(0);
      }
    })();
    expect((await problemOf(sending)).code).toBe('wrong-archive');
    expect((await ended).problem?.code).toBe('wrong-archive');
    expect(client.openCount()).toBe(0);
  });

  it('goes on when the handler stops reading', async () => {
    let release = () => {};
    const sent = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { api } = await openWire(kind, {
      shell: {
        terminal: async function* (_input, up) {
          for await (const _value of up) break;
          yield text('first read');
          await sent;
          yield text('last word');
        },
      },
    });
    const terminal = api.shell.terminal({});
    const ended = drain(terminal);
    await terminal.send(text('x'));
    // Far more than the window: what nobody reads is dropped, not hoarded.
    for (let at = 0; at < 20; at += 1) await terminal.send(new Uint8Array(65_536));
    release();
    const { values } = await ended;
    expect(Buffer.concat(values).toString()).toBe('first readlast word');
  });

  it('refuses to send after the sending half was ended', async () => {
    const { api } = await openWire(kind);
    const terminal = api.shell.terminal({});
    terminal.end();
    expect((await problemOf(terminal.send(text('x')))).code).toBe('cancelled');
    await drain(terminal);
  });

  it('refuses to hoard what nobody takes', async () => {
    const { api } = await openWire(kind, {
      shell: {
        upload: async function* (_input, _up, { signal }) {
          yield { receivedBytes: 0 };
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        },
      },
    });
    const upload = api.shell.upload({});
    const waiting = problemOf(upload.send(new Uint8Array(20_000_000)));
    expect((await problemOf(upload.send(text('x')))).code).toBe('busy');
    await upload[Symbol.asyncIterator]().return?.();
    expect((await waiting).code).toBe('cancelled');
  });
});
