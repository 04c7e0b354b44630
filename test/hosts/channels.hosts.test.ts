import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { openExec, resizeExec } from '../../src/engine/containers/exec.ts';
import { listContainers } from '../../src/engine/containers/list.ts';
import { demux } from '../../src/engine/docker/demux.ts';
import type { Engine as Client, HijackedStream } from '../../src/engine/docker/engine.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import type { Reached } from '../../src/hosts/reached.ts';
import { make } from '../engine/engine-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { type Host, joinHosts, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';

/** Two ways to one engine: the tests of channels hold for both. */
const ways = {
  'a forwarded socket': { sshd: [], calls: 200, logins: 1 },
  'a program that passes bytes on': {
    sshd: ['AllowStreamLocalForwarding no'],
    calls: 40,
    logins: 2,
  },
} as const;

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port: 22 });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(false));
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    setTimeout(() => socket.destroy(), 500);
  });

async function reachedOf(host: Host<'pi'>): Promise<Reached> {
  const { reached, problem } = await attempt({ host: hopTo(host, 'pi') });
  if (reached === undefined) throw new Error(JSON.stringify(problem));
  return reached;
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
  return text;
}

for (const [index, [name, { sshd, calls, logins }]] of Object.entries(ways).entries()) {
  describe(`over ${name}`, () => {
    let engine: Engine;
    let host: Host<'pi'>;
    let reached: Reached;
    let client: Client;
    let raw: RawEngine;

    beforeAll(async () => {
      engine = await startEngine('docker-20');
      raw = rawEngine(engine.socket);
      host = await startHost(`channels-${index}`, {
        users: { pi: { docker: true } },
        engine,
        cli: 'docker',
        sshd,
      });
      reached = await reachedOf(host);
      ({ engine: client } = await connectEngine(reached.target));
    });
    afterAll(async () => {
      client?.close();
      reached?.close();
      await host?.remove();
      await raw?.removeAll();
    });

    async function running() {
      const container = await make({ engine: client, raw });
      await startContainer(client, container);
      return container;
    }

    it(`${calls} calls of all kinds are ${logins === 1 ? 'one login' : 'two logins at most'}`, async () => {
      const container = await running();
      const all = Array.from({ length: calls }, async (_, at) => {
        if (at % 4 === 0) return listContainers(client);
        if (at % 4 === 1) return client.text({ path: '/_ping' });
        if (at % 4 === 2) return client.text({ path: `/containers/${container}/json` });
        const { stream } = await openExec(client, { container, command: ['true'], tty: true });
        return textOf(stream.output);
      });
      await Promise.all(all);
      expect(await host.accepted()).toBeLessThanOrEqual(logins);
    });

    it('a terminal in a container answers and is resized', async () => {
      const container = await running();
      const { execId, stream } = await openExec(client, {
        container,
        command: ['sh'],
        tty: true,
        stdin: true,
        size: { columns: 97, rows: 31 },
      });
      const text = textOf(stream.output);
      await resizeExec(client, { execId, size: { columns: 133, rows: 17 } });
      await stream.write(Buffer.from('stty size\rexit\r'));
      expect(await text).toContain('17 133');
    });

    it('the end of the input arrives, and the output after it', async () => {
      const container = await running();
      const sent = Buffer.alloc(3_000_000, 'x');
      const { stream } = await openExec(client, {
        container,
        command: ['sh', '-c', 'wc -c; sleep 1; echo after'],
        tty: false,
        stdin: true,
      });
      const text = textOutOf(stream);
      await stream.write(sent);
      stream.endInput();
      expect((await text).split(/\s+/).filter(Boolean)).toEqual(['3000000', 'after']);
    });

    it('a flood arrives whole, no faster than it is taken', async () => {
      const container = await running();
      const bytes = 40 * 1024 * 1024;
      const { stream } = await openExec(client, {
        container,
        command: ['sh', '-c', `yes longshore | head -c ${bytes}`],
        tty: false,
      });
      const before = process.memoryUsage.rss();
      const hash = createHash('sha256');
      let size = 0;
      let pauses = 0;
      let highest = 0;
      for await (const { bytes: chunk } of demux(stream.output)) {
        hash.update(chunk);
        size += chunk.length;
        if (pauses < 5 && size > pauses * 1_000_000) {
          pauses += 1;
          await sleep(200);
          highest = Math.max(highest, process.memoryUsage.rss() - before);
        }
      }
      expect(size).toBe(bytes);
      const line = Buffer.from('longshore\n');
      const expected = createHash('sha256');
      for (let sent = 0; sent < bytes; sent += line.length) {
        expected.update(line.subarray(0, Math.min(line.length, bytes - sent)));
      }
      expect(hash.digest('hex')).toBe(expected.digest('hex'));
      // Windows of ssh2 (2 MiB) and of Node, not the flood.
      expect(highest).toBeLessThan(30 * 1024 * 1024);
    });

    it('a stream that is left is closed on the host, too', async () => {
      const container = await running();
      await sleep(300); // what the test before has left is on its way
      const before = await host.sockets();
      const { stream } = await openExec(client, {
        container,
        command: ['sh', '-c', 'while :; do echo on; sleep 0.1; done'],
        tty: false,
      });
      for await (const chunk of stream.output) if (chunk.length > 0) break;
      await expect.poll(() => host.sockets()).toBeLessThanOrEqual(before);
      const { used } = reached.login?.sessions() ?? { used: -1 };
      expect(used).toBeLessThanOrEqual(2); // the kept connections of a program
    });
  });
}

async function textOutOf(stream: HijackedStream): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of demux(stream.output)) text += decoder.decode(part.bytes);
  return text;
}

describe('a login', () => {
  let engine: Engine;
  let host: Host<'pi'>;
  const reached: Reached[] = [];

  beforeAll(async () => {
    engine = await startEngine('docker-20', 'with-host');
    host = await startHost('shell', {
      users: { pi: { docker: true, shell: '/bin/bash' } },
      engine,
      sharesNetwork: true,
    });
  });
  afterAll(async () => {
    for (const one of reached) one.close();
    await host?.remove();
    await engine?.remove();
  });

  async function login() {
    const one = await reachedOf(host);
    reached.push(one);
    if (one.login === null) throw new Error('no login');
    return { one, login: one.login };
  }

  it('gives a shell with its size and exit code', async () => {
    const { login: it } = await login();
    const shell = await it.shell({ columns: 97, rows: 31 });
    const text = textOf(shell.channel);
    shell.channel.write('stty size\n');
    await sleep(300);
    shell.resize({ columns: 133, rows: 17 });
    shell.channel.write('stty size; echo $TERM; exit 7\n');
    const said = await text;
    expect(said).toContain('31 97');
    expect(said).toContain('17 133');
    expect(said).toContain('xterm-256color');
    expect(await shell.ended).toEqual({ exitCode: 7, signal: null });
  });

  it('runs a program with its two outputs, its input and its end', async () => {
    const { login: it } = await login();
    const program = await it.run('cat; echo wrong >&2; exit 3');
    program.channel.end('hello');
    expect(await textOf(program.channel)).toBe('hello');
    expect(await textOf(program.errors)).toBe('wrong\n');
    expect(await program.ended).toEqual({ exitCode: 3, signal: null });
    const killed = await it.run('kill -TERM $$');
    expect(await killed.ended).toEqual({ exitCode: null, signal: 'SIGTERM' });
  });

  it('keeps little of errors that nobody reads', async () => {
    const { login: it } = await login();
    const noisy = await it.run('head -c 1000000 /dev/zero >&2; echo done >&2');
    noisy.channel.resume();
    await noisy.ended;
    await sleep(200);
    const kept = await textOf(noisy.errors);
    expect(kept.length).toBeLessThanOrEqual(64 * 1024);
    expect(kept.endsWith('done\n')).toBe(true);
  });

  it('reaches a port of the host, and says what stands in the way', async () => {
    const { login: it } = await login();
    const socket = await it.dial({ host: '127.0.0.1', port: 22 });
    let said = '';
    for await (const chunk of socket) {
      said += String(chunk);
      if (said.includes('\n')) break;
    }
    expect(said).toMatch(/^SSH-2\.0-OpenSSH/);
    await expect(it.dial({ host: '127.0.0.1', port: 9 })).rejects.toMatchObject({
      problem: { code: 'host-refused' },
    });
  });

  it('ends all that runs on it when the server is killed, and says so once', async () => {
    const { one, login: it } = await login();
    const { engine: client } = await connectEngine(one.target);
    const shell = await it.shell({ columns: 80, rows: 24 });
    const events = await client.stream({ path: '/events' });
    const broken = textOf(events.bytes).catch((error: unknown) => error);
    await host.kill();
    expect(await one.lost).toMatchObject({ code: 'host-gone' });
    expect(await shell.ended).toEqual({ exitCode: null, signal: null });
    expect(await broken).toMatchObject({ code: 'host-gone' });
    expect(shell.channel.destroyed).toBe(true);
    await expect(it.run('true')).rejects.toMatchObject({ code: 'host-gone' });
    await expect(client.text({ path: '/_ping' })).rejects.toMatchObject({ code: 'host-gone' });
    client.close();
    await host.start();
    expect(await host.accepted()).toBeGreaterThan(0);
  });

  it('notices a cable that is out within 30 s', async () => {
    const { one } = await login();
    await host.cut();
    const from = performance.now();
    expect(await one.lost).toMatchObject({ code: 'host-gone', detail: 'no sign of life' });
    expect(performance.now() - from).toBeLessThan(32_000);
    await host.heal();
    // Until it has asked for the host's address again, this machine says that there is no way to it.
    await expect.poll(() => answers(host.address), { timeout: 10_000 }).toBe(true);
  });

  it('that is closed by us is not called lost', async () => {
    const { one } = await login();
    let lost: unknown;
    one.lost.then(
      (problem) => {
        lost = problem;
      },
      () => undefined,
    );
    one.close();
    await sleep(1_000);
    expect(lost).toBeUndefined();
    await expect(one.login?.run('true')).rejects.toMatchObject({ code: 'host-gone' });
  });
});

describe('a host behind another', () => {
  it('is reached through it, each with its own key', async () => {
    const engine = await startEngine('docker-20');
    const gate = await startHost('gate', { users: { guard: {} } });
    const inner = await startHost('inner', { users: { pi: { docker: true } }, engine });
    try {
      const cable = await joinHosts(gate, inner);
      const keys: string[] = [];
      const noting = (hop: ReturnType<typeof hopTo>) => ({
        ...hop,
        judge: (key: Buffer, signal: AbortSignal) => {
          keys.push(key.toString('base64'));
          return hop.judge(key, signal);
        },
      });
      const { reached, problem, lines } = await attempt({
        host: noting(hopTo(inner, 'pi', { hostName: cable.to })),
        through: [noting(hopTo(gate, 'guard'))],
      });
      expect(problem).toBeUndefined();
      expect(lines.filter((line) => /^(tcp|key|login)/.test(line))).toEqual([
        'tcp ok',
        'key ok',
        'login publickey guard ok',
        'tcp ok',
        'key ok',
        'login publickey pi ok',
      ]);
      const wanted = await Promise.all([gate, inner].map((one) => one.hostKey()));
      expect(keys).toEqual(wanted.map((key) => key.split(' ')[1]));
      expect(reached?.way.through).toEqual([`guard@${gate.address}`]);
      expect(await inner.log()).toContain(`Connection from ${cable.from}`);
      if (reached === undefined) throw new Error('not reached');
      const { engine: client, version } = await connectEngine(reached.target);
      expect(version).toMatch(/^20\.10/);
      client.close();
      await gate.kill();
      expect(await reached.lost).toMatchObject({ code: 'host-gone' });
      await gate.start();
      const nowhere = await attempt({
        host: hopTo(inner, 'pi', { hostName: cable.to, port: 9 }),
        through: [hopTo(gate, 'guard')],
      });
      expect(nowhere.problem?.code).toBe('host-refused');
    } finally {
      await gate.remove();
      await inner.remove();
    }
  });
});
