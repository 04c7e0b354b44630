/** Terminals, streams and calls where each of them is a session of the login: sshd opens few. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { openExec } from '../../src/engine/containers/exec.ts';
import { listContainers } from '../../src/engine/containers/list.ts';
import type { Engine as Client } from '../../src/engine/docker/engine.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import { engineEvents } from '../../src/engine/events/events.ts';
import type { HostProcess, Reached } from '../../src/hosts/reached.ts';
import { make } from '../engine/engine-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { type Host, type HostWish, startHost } from '../support/hosts/hosts.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { codeNow } from '../support/hosts/totp.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';

const size = { columns: 80, rows: 24 };
const closers: (() => Promise<unknown> | unknown)[] = [];
let engine: Engine;
let raw: RawEngine;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  await raw?.removeAll();
});

async function hostWith(name: string, wish: Partial<HostWish<'pi'>> = {}): Promise<Host<'pi'>> {
  const host = await startHost(name, {
    users: { pi: { docker: true } },
    engine,
    cli: 'docker',
    ...wish,
    sshd: ['AllowStreamLocalForwarding no', ...(wish.sshd ?? [])],
  });
  closers.push(() => host.remove());
  return host;
}

async function reachedBy(...input: Parameters<typeof attempt>) {
  const { reached, problem, everything } = await attempt(...input);
  if (!reached?.login) throw new Error(JSON.stringify(problem));
  closers.push(() => reached.close());
  return { reached, login: reached.login, everything };
}

async function clientOf({ target }: Reached): Promise<Client> {
  const { engine: client } = await connectEngine(target);
  closers.push(() => client.close());
  return client;
}

/** The stream stays open. */
async function firstOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const first = await stream[Symbol.asyncIterator]().next();
  return first.done === true ? '' : Buffer.from(first.value).toString();
}

describe('a host that opens four sessions on a login, and forwards nothing', () => {
  it('has room for terminals, a shell, a stream, a log and lists by a second login', async () => {
    const host = await hostWith('four', { sshd: ['MaxSessions 4'] });
    const { reached, login } = await reachedBy({ host: hopTo(host, 'pi') });
    const client = await clientOf(reached);
    const container = await make({ engine: client, raw });
    await startContainer(client, container);
    const stop = new AbortController();
    closers.push(() => stop.abort());
    const opened = Promise.withResolvers<void>();
    const events = engineEvents(client, { signal: stop.signal, onOpen: () => opened.resolve() });
    void events.next().catch(() => undefined);
    await opened.promise;
    const terminals = [];
    for (let i = 0; i < 4; i += 1) {
      const command = ['sh', '-c', `echo terminal ${i}; cat`];
      terminals.push(await openExec(client, { container, command, tty: true, stdin: true }));
    }
    for (const [index, { stream }] of terminals.entries()) {
      expect(await firstOf(stream.output)).toContain(`terminal ${index}`);
    }
    const command = ['sh', '-c', 'echo a log'];
    const [lists, log] = await Promise.all([
      Promise.all(Array.from({ length: 12 }, () => listContainers(client))),
      openExec(client, { container, command, tty: true }).then(({ stream }) =>
        firstOf(stream.output),
      ),
    ]);
    expect(lists).toHaveLength(12);
    expect(log).toContain('a log');
    const shell = await login.shell(size);
    expect(await host.accepted()).toBe(2);
    const { used, limit } = login.sessions();
    expect(used).toBeGreaterThanOrEqual(6);
    expect(limit).toBe(8);
    shell.channel.destroy();
    for (const { stream } of terminals) stream.close();
    await expect.poll(() => login.sessions().used, { timeout: 10_000 }).toBeLessThanOrEqual(3);
    expect(await host.accepted()).toBe(2);
  });

  it('is logged in to again by the password that was given', async () => {
    const host = await hostWith('four-password', { sshd: ['MaxSessions 1'] });
    const { password } = host.users.pi;
    const ask = answers(password);
    const { login, everything } = await reachedBy(
      { host: hopTo(host, 'pi', { keyFiles: [] }) },
      ask,
    );
    const shells: HostProcess[] = [await login.shell(size), await login.shell(size)];
    expect(shells).toHaveLength(2);
    expect(ask.asked.map(({ what }) => what)).toEqual(['password']);
    expect(await host.accepted()).toBe(2);
    expect(everything).not.toContain(password);
    await expect(login.shell(size)).rejects.toMatchObject({
      problem: { code: 'sessions-exhausted', facts: { used: 2, limit: 2 } },
    });
    expect(await host.accepted()).toBe(2);
  });

  it('that asks for a code is not logged in to again: nobody types one for that', async () => {
    const host = await hostWith('four-codes', { codes: true, sshd: ['MaxSessions 1'] });
    const ask = answers(host.users.pi.password, () => codeNow(host.folder, 'pi'));
    const { login } = await reachedBy(
      { host: hopTo(host, 'pi', { keyFiles: [], methods: ['keyboard-interactive'] }) },
      ask,
    );
    const asked = ask.asked.length;
    await login.shell(size);
    await expect(login.shell(size)).rejects.toMatchObject({
      problem: { code: 'sessions-exhausted' },
    });
    expect(ask.asked).toHaveLength(asked);
    expect([...(await host.log()).matchAll(/^Connection from/gm)]).toHaveLength(1);
  });
});
