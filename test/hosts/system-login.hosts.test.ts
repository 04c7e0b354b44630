/** What a login by the system's ssh can do besides the engine's API: all of it over the one connection. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Terminal } from '../../src/contract/terminals.ts';
import type { HostLogin, Reached } from '../../src/hosts/reached.ts';
import { backendOn, firstThat, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { pidsWith } from '../support/bed/processes.ts';
import { run } from '../support/bed/run.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { reachFound } from '../support/hosts/reach-found.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';

const runFile = promisify(execFile);
const size = { columns: 97, rows: 31 };
const folder = join(bedFolder(), 'h/system-login-home');
const open: Reached[] = [];
let engine: Engine;
let raw: RawEngine;
let host: Host<'pi'>;

beforeAll(async () => {
  engine = await startEngine('docker-20', 'system-login');
  raw = rawEngine(engine.socket);
  host = await startHost('system-login', {
    users: { pi: { docker: true, shell: '/bin/bash' } },
    engine,
    sharesNetwork: true,
    sshd: ['TrustedUserCAKeys /etc/ssh/user_ca.pub', 'MaxSessions 4'],
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.ssh'), { recursive: true, mode: 0o700 });
  const ca = await makeKey(join(folder, 'user_ca'));
  await copyFile(`${ca}.pub`, join(host.folder, 'etc/ssh/user_ca.pub'));
  const key = await makeKey(join(folder, '.ssh/certified'));
  await run('ssh-keygen', ['-q', '-s', ca, '-I', 'bed', '-n', 'pi', `${key}.pub`]);
  const config = ['Host box', `HostName ${host.address}`, 'User pi', `IdentityFile ${key}`];
  await writeFile(join(folder, '.ssh/config'), `${config.join('\n')}\n`, { mode: 0o600 });
  const known = `${host.address} ${await host.hostKey()}\n`;
  await writeFile(join(folder, '.ssh/known_hosts'), known);
});
afterAll(async () => {
  for (const reached of open) reached.close();
  if (raw) await removeQuickly(raw);
  await host?.remove();
  await engine?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function login(): Promise<{ reached: Reached; login: HostLogin }> {
  const { reached, problem } = await reachFound({ folder }, 'box', answers());
  if (!reached?.login) throw new Error(JSON.stringify(problem));
  expect(reached.way.reason).toBe('certificate');
  open.push(reached);
  return { reached, login: reached.login };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
  return text;
}

describe('a login by the ssh of the system', () => {
  it('gives a shell with its size and exit code', async () => {
    const { login: it } = await login();
    const shell = await it.shell(size);
    const text = textOf(shell.channel);
    shell.channel.write('stty size\n');
    await sleep(500);
    shell.resize({ columns: 100, rows: 30 });
    shell.resize({ columns: 133, rows: 17 });
    await sleep(1_500);
    shell.channel.write('stty size; echo "$TERM"; shopt -q login_shell && echo at home; exit 7\n');
    const said = await text;
    expect(said).toContain('31 97');
    expect(said).toContain('17 133');
    for (const line of ['xterm-256color', 'at home']) expect(said).toContain(line);
    expect(said).not.toContain('/dev/pts');
    expect(said).not.toContain('debug1');
    expect(await shell.ended).toEqual({ exitCode: 7, signal: null });
    await expect.poll(() => it.sessions().used).toBe(0);
  });

  it('ends what runs in a shell that is left', async () => {
    const { login: it } = await login();
    const shell = await it.shell(size);
    shell.channel.write('exec sleep 4321\n');
    await expect.poll(() => pidsWith('4321')).not.toEqual([]);
    shell.channel.destroy();
    await expect.poll(() => pidsWith('4321')).toEqual([]);
    expect(await shell.ended).toEqual({ exitCode: null, signal: null });
  });

  it('runs a program with its two outputs, its input and its end', async () => {
    const { login: it } = await login();
    const program = await it.run('cat; echo wrong >&2; exit 3');
    program.channel.end('hello');
    expect(await textOf(program.channel)).toBe('hello');
    expect(await textOf(program.errors)).toBe('wrong\n');
    expect(await program.ended).toEqual({ exitCode: 3, signal: null });
    const flood = await it.run('head -c 3000000 /dev/zero');
    flood.channel.end();
    expect((await textOf(flood.channel)).length).toBe(3_000_000);
    const stop = new AbortController();
    const long = await it.run('exec sleep 4322', stop.signal);
    stop.abort();
    expect(await long.ended).toEqual({ exitCode: null, signal: null });
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

  it('counts its sessions, and says when the server opens no more', async () => {
    const { login: it } = await login();
    const before = await host.accepted();
    const shells = [];
    for (let i = 0; i < 4; i += 1) shells.push(await it.shell(size));
    await expect(it.shell(size)).rejects.toMatchObject({
      problem: { code: 'sessions-exhausted', facts: { limit: 4 } },
    });
    expect(it.sessions()).toEqual({ used: 4, limit: 4 });
    shells[0]?.channel.destroy();
    await expect.poll(() => it.sessions().used).toBe(3);
    await it.shell(size);
    expect(await host.accepted()).toBe(before);
  });

  it('ends all that runs on it when the server is killed', async () => {
    const { reached, login: it } = await login();
    const shell = await it.shell(size);
    const broken = textOf(shell.channel).catch((error: unknown) => error);
    await host.kill();
    expect(await reached.lost).toMatchObject({ code: 'host-gone' });
    expect(await shell.ended).toEqual({ exitCode: null, signal: null });
    await broken;
    await expect(it.run('true')).rejects.toMatchObject({ code: 'host-gone' });
    await expect(it.dial({ host: '127.0.0.1', port: 22 })).rejects.toMatchObject({
      code: 'host-gone',
    });
    await host.start();
  });
});

describe('the app, on such a host', () => {
  it('has its shell, its facts, its ports and its command line over one login', async () => {
    const bed = await backendOn('/nowhere');
    try {
      await mkdir(join(bed.folder, '.ssh'), { mode: 0o700 });
      for (const name of ['config', 'known_hosts']) {
        const text = await readFile(join(folder, '.ssh', name), 'utf8');
        await writeFile(join(bed.folder, '.ssh', name), text, { mode: 0o600 });
      }
      const { api } = bed.window();
      const before = await host.accepted();
      const entry = { label: 'box', address: 'box', production: false };
      const { host: id } = await api.hosts.add(entry);
      await firstThat(api.hosts.watch({}), (all) =>
        all.some((each) => each.id === id && each.state === 'online'),
      );
      const facts = await firstThat(api.hosts.facts({ host: id }), () => true);
      expect(facts).toMatchObject({ system: 'A stand-in' });

      const sessions = (wanted: number) =>
        firstThat(api.hosts.sessions({ host: id }), (now) => now?.used === wanted);
      await sessions(0);
      const terminal = await api.terminals.open({ target: { kind: 'host', host: id }, size });
      expect(await sessions(1)).toEqual({ used: 1, limit: null });
      const view = api.terminals.view({ terminal: terminal.id, size });
      await view.send(Buffer.from('exit 5\n'));
      const ended = (all: readonly Terminal[]) =>
        all.some(({ id: one, exitCode }) => one === terminal.id && exitCode === 5);
      await firstThat(api.terminals.watch({}), ended);
      await sessions(0);

      const container = await raw.run({
        name: `web-${raw.id}`,
        Image: 'longshore/busybox:1',
        Cmd: ['sh', '-c', 'while :; do echo hello from inside | nc -l -p 8080; done'],
      });
      const [row] = (await api.containers.list({ host: id })).filter(({ id }) => id === container);
      if (!row) throw new Error('The container is not in the list.');
      const forward = await api.forwards.open({ host: id, container: row.id, port: 8080 });
      const socket = connect(forward.localPort, '127.0.0.1');
      expect(await textOf(socket)).toBe('hello from inside\n');

      const { dockerHost } = await api.hosts.bridge({ host: id });
      const { stdout } = await runFile('docker', ['-H', dockerHost, 'ps', '-q', '--no-trunc']);
      expect(stdout).toContain(container);
      expect(await host.accepted()).toBe(before + 1);
      await api.hosts.disconnect({ host: id });
      await firstThat(api.hosts.sessions({ host: id }), (now) => now === null);
      expect(bed.faults).toEqual([]);
    } finally {
      await bed.close();
    }
  });
});
