import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/wire/connect.ts';
import type { Frame } from '../../src/wire/frames.ts';
import type { Link } from '../../src/wire/link.ts';
import { createMemoryLinks } from '../../src/wire/links/memory.ts';
import { serve } from '../../src/wire/serve.ts';
import { testContract } from './support/contract.ts';
import { linkKindNames, linkKinds } from './support/links.ts';
import { drain, handlersWith, openWire, problemOf, settle } from './support/open-wire.ts';

/** Sends what no client of ours would. */
function sendRaw(link: Link, frame: unknown): void {
  link.send(frame as Frame);
}

function closeOf(link: Link): Promise<string | undefined> {
  return new Promise((resolve) => link.onClose(resolve));
}

describe.each(linkKindNames)('faults on %s', (kind) => {
  it('a cut fails the calls and streams, and stops their handlers', async () => {
    let stopped = 0;
    const untilAborted = (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          stopped += 1;
          resolve();
        });
      });
    const { api, client, served, links } = await openWire(kind, {
      echo: {
        wait: async (_input, { signal }) => {
          await untilAborted(signal);
          return 'too late';
        },
      },
      flow: {
        counts: async function* (_input, { signal }) {
          yield 1;
          await untilAborted(signal);
        },
      },
      shell: {
        terminal: async function* (_input, up, { signal }) {
          const ended = untilAborted(signal);
          await expect(drain(up)).resolves.toMatchObject({ problem: { code: 'link-closed' } });
          await ended;
          yield new Uint8Array(1);
        },
      },
    });
    const answer = problemOf(api.echo.wait({}));
    const counts = drain(api.flow.counts({ count: 1 }));
    const terminal = api.shell.terminal({});
    const screen = drain(terminal);
    await settle();
    expect(served.openCount()).toBe(3);
    links.cut();
    expect((await answer).code).toBe('link-closed');
    expect(await counts).toMatchObject({ values: [1], problem: { code: 'link-closed' } });
    expect((await screen).problem?.code).toBe('link-closed');
    expect((await problemOf(terminal.send(new Uint8Array(1)))).code).toBe('link-closed');
    expect(await client.closed).not.toBe('');
    await served.closed;
    expect([stopped, client.openCount(), served.openCount()]).toEqual([3, 0, 0]);
    expect((await problemOf(api.echo.say({ text: 'x' }))).code).toBe('link-closed');
    expect((await drain(api.flow.counts({ count: 1 }))).problem?.code).toBe('link-closed');
  });

  it('a close tells the other side why', async () => {
    const { client, served } = await openWire(kind);
    served.close('The engine room is closed: 関.');
    expect(await client.closed).toBe('The engine room is closed: 関.');
    expect(await served.closed).toBe('The engine room is closed: 関.');
  });

  it('a very long reason does not break the close', async () => {
    const { client, served } = await openWire(kind);
    client.close('é'.repeat(500));
    expect((await served.closed).startsWith('é'.repeat(50))).toBe(true);
  });

  it('different versions refuse each other in words', async () => {
    const links = await linkKinds[kind]();
    onTestFinished(links.dispose);
    const served = serve(testContract, handlersWith({}), links.server, { version: '2' });
    const client = connect(testContract, links.client, { version: '1' });
    const early = await problemOf(client.api.echo.say({ text: 'x' }));
    expect(early.code).toBe('version-mismatch');
    expect(early.message).toContain('Reload');
    expect(await client.closed).toContain('different versions');
    const late = await problemOf(client.api.echo.say({ text: 'x' }));
    expect(late.code).toBe('version-mismatch');
    await served.closed;
  });

  it.each<[string, unknown]>([
    ['no hello', { type: 'open', id: 1, op: 'echo.say', input: { text: 'x' } }],
    ['a frame without a kind', { id: 1 }],
    ['a second hello', { type: 'hello', version: '' }],
    ['an error from a client', { type: 'err', id: 1, problem: { code: 'busy', message: 'x' } }],
  ])('the serving side closes the link on %s', async (name, frame) => {
    const links = await linkKinds[kind]();
    onTestFinished(links.dispose);
    const served = serve(testContract, handlersWith({}), links.server);
    const reason = closeOf(links.client);
    if (name !== 'no hello') links.client.send({ type: 'hello', version: '' });
    sendRaw(links.client, frame);
    // On a socket some of these cannot even be written down.
    expect(await served.closed).toMatch(/broke the protocol|could not be read/);
    expect(await reason).toMatch(/broke the protocol|could not be read/);
  });

  it('an operation that is not in the contract is refused, and the link stands', async () => {
    const links = await linkKinds[kind]();
    onTestFinished(links.dispose);
    serve(testContract, handlersWith({}), links.server);
    const answers: Frame[] = [];
    const all = Promise.withResolvers<void>();
    const ops = ['echo.shout', 'constructor.name', 'echo.constructor', '__proto__.x', '', 'echo'];
    links.client.onFrame((frame) => {
      answers.push(frame as Frame);
      if (answers.length > ops.length) all.resolve();
    });
    links.client.send({ type: 'hello', version: '' });
    for (const [at, op] of ops.entries()) {
      links.client.send({ type: 'open', id: at + 1, op, input: {} });
    }
    await all.promise;
    expect(answers.slice(1).map((frame) => 'problem' in frame && frame.problem.code)).toEqual(
      ops.map(() => 'unknown-operation'),
    );
  });

  it('more than a thousand open operations are refused, not queued', async () => {
    const { api, client, served } = await openWire(kind);
    const abort = new AbortController();
    const waits = Array.from({ length: 1_000 }, () =>
      problemOf(api.echo.wait({}, { signal: abort.signal })),
    );
    expect((await problemOf(api.echo.say({ text: 'x' }))).code).toBe('busy');
    expect(served.openCount()).toBe(1_000);
    abort.abort();
    await Promise.all(waits);
    // A thousand cancels take the other end a moment, on a busy machine a long one.
    await expect.poll(() => served.openCount()).toBe(0);
    expect(await api.echo.say({ text: 'room again' })).toBe('room again');
    expect([client.openCount(), served.openCount()]).toEqual([0, 0]);
  });
});

describe('a peer that breaks the rules of credit', () => {
  async function openTerminal(): Promise<{ link: Link; closed: Promise<string> }> {
    const [near, far] = createMemoryLinks();
    const served = serve(
      testContract,
      handlersWith({
        shell: {
          terminal: async function* (_input, _up, { signal }) {
            yield new Uint8Array(10);
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          },
        },
      }),
      far,
    );
    near.send({ type: 'hello', version: '' });
    near.send({ type: 'open', id: 1, op: 'shell.terminal', input: {} });
    return { link: near, closed: served.closed };
  }

  it('is cut off when it sends more than the window', async () => {
    const { link, closed } = await openTerminal();
    for (let at = 0; at < 5; at += 1) {
      link.send({ type: 'data', id: 1, value: new Uint8Array(65_536) });
    }
    expect(await closed).toContain('broke the protocol');
  });

  it('is cut off when it gives more credit than it was sent', async () => {
    const { link, closed } = await openTerminal();
    await settle();
    link.send({ type: 'credit', id: 1, bytes: 1_000 });
    expect(await closed).toContain('unowed credit');
  });

  it('is cut off when it sends after its end', async () => {
    const { link, closed } = await openTerminal();
    link.send({ type: 'end', id: 1 });
    link.send({ type: 'data', id: 1, value: new Uint8Array(1) });
    expect(await closed).toContain('unasked data');
  });

  it('is cut off when it uses an id twice', async () => {
    const { link, closed } = await openTerminal();
    link.send({ type: 'open', id: 1, op: 'shell.terminal', input: {} });
    expect(await closed).toContain('an id twice');
  });

  it('is left alone when its frames only crossed the end', async () => {
    const { link, closed } = await openTerminal();
    link.send({ type: 'cancel', id: 1 });
    link.send({ type: 'cancel', id: 1 });
    link.send({ type: 'credit', id: 1, bytes: 10 });
    link.send({ type: 'data', id: 99, value: 1 });
    await settle();
    link.send({ type: 'open', id: 2, op: 'echo.say', input: { text: 'x' } });
    expect(await Promise.race([closed, settle().then(() => 'open')])).toBe('open');
  });
});

describe('a serving side that breaks the rules', () => {
  it.each<[string, unknown]>([
    ['opens something itself', { type: 'open', id: 1, op: 'a.b', input: 1 }],
    ['sends an unknown frame', { type: 'gossip', id: 1 }],
    ['sends data for a call', { type: 'data', id: 1, value: 1 }],
    ['sends an unreadable error', { type: 'err', id: 1, problem: { code: 'oops' } }],
  ])('is cut off when it %s', async (_name, frame) => {
    const [near, far] = createMemoryLinks();
    const client = connect(testContract, near);
    const answer = problemOf(client.api.echo.say({ text: 'x' }));
    far.send({ type: 'hello', version: '' });
    sendRaw(far, frame);
    expect(await client.closed).toContain('broke the protocol');
    expect((await answer).code).toBe('link-closed');
  });

  it('is given up when it never says hello', async () => {
    const [near] = createMemoryLinks();
    const client = connect(testContract, near, { helloTimeoutMs: 20 });
    expect((await problemOf(client.api.echo.say({ text: 'x' }))).code).toBe('link-closed');
    expect(await client.closed).toContain('did not answer');
  });
});

describe('a socket that carries something else', () => {
  it.each<[string, string | Uint8Array]>([
    ['text', 'hello'],
    ['nothing', new Uint8Array(0)],
    ['an unknown kind', new Uint8Array([99, 0, 0, 0, 1, 0])],
    ['a frame that is cut short', new Uint8Array([4, 0, 0, 0, 1, 0, 0, 1, 0, 123])],
    ['more than the largest frame', new Uint8Array(16 * 1024 * 1024 + 70_000)],
  ])('is closed with a sentence: %s', async (_name, message) => {
    const links = await linkKinds.socket();
    onTestFinished(links.dispose);
    const served = serve(testContract, handlersWith({}), links.server);
    const reason = closeOf(links.client);
    links.sendRaw?.(message);
    expect(await served.closed).toMatch(/^A frame .*\.$/);
    expect(await reason).toMatch(/^A frame .*\.$/);
  });
});
