import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContainerId, type JobId } from '../../src/contract/ids.ts';
import type { JournalEntry } from '../../src/contract/journal.ts';
import type { PromptAnswer } from '../../src/contract/prompts.ts';
import { createWebShellPort } from '../../src/server/web-shell-port.ts';
import { ended, firstThat, removeQuickly, until } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

let engine: Engine;
let host: Host<'pi'>;
let raw: RawEngine;
const shell = createWebShellPort();
const size = { columns: 80, rows: 24 };

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('leaving', { users: { pi: { docker: true } }, engine });
});
afterAll(async () => {
  shell.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
});

const refusesConnections = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(true));
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });

/** A person who gives the password, and wants it to be kept. */
async function withPassword(): Promise<RemoteBackend> {
  const { secrets } = shell.port;
  const values = [host.users.pi.password];
  const answer = (): PromptAnswer => ({ kind: 'secrets', values, keep: true });
  return remoteBackend(host, { secrets, keyFile: null, answer });
}

/** A port, a bridge, two terminals and a job over the host's login. */
async function live({ api, id }: RemoteBackend, name: string) {
  const container = ContainerId.parse(
    await raw.run({ name, Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] }),
  );
  await api.containers.list({ host: id });
  const forward = await api.forwards.open({ host: id, container, port: 80 });
  const { dockerHost } = await api.hosts.bridge({ host: id });
  await api.terminals.open({ target: { kind: 'host', host: id }, size });
  const command = ['sh', '-c', 'sleep 4242'];
  await api.terminals.open({ target: { kind: 'exec', host: id, container, command }, size });
  const upload = api.images.load({ host: id, fileName: 'half.tar', sizeBytes: 10_000_000 });
  const first = await upload[Symbol.asyncIterator]().next();
  const job = first.value.job as JobId;
  return { container, forward, bridge: dockerHost.replace('unix://', ''), job };
}

const processes = async (container: string) =>
  JSON.stringify(await raw.request('GET', `/containers/${container}/top`));

async function journalOf({ api }: RemoteBackend): Promise<JournalEntry[]> {
  return (await api.journal.list({ limit: 100 })).toReversed();
}

const briefly = (entries: JournalEntry[]) =>
  entries.map(({ action, subject, outcome }) => `${action} ${subject} ${outcome}`);

describe('a host that is removed', () => {
  it('takes all with it that goes over its login, and what was kept for it', async () => {
    const remote = await withPassword();
    const { api, id, bed } = remote;
    const name = `ssh:password:pi@${host.address}`;
    expect((await shell.port.secrets.read({ name })).value).toContain(host.users.pi.password);
    const { container, forward, bridge, job } = await live(remote, `leaving-${raw.id}`);
    expect(await processes(container)).toContain('sleep 4242');
    expect(await refusesConnections(forward.localPort)).toBe(false);

    await api.hosts.remove({ host: id });
    expect(await refusesConnections(forward.localPort)).toBe(true);
    await expect(firstThat(api.forwards.watch({}), (all) => all.length === 0)).resolves.toEqual([]);
    expect(existsSync(bridge)).toBe(false);
    const left = { state: 'ended', problem: { code: 'host-left' } };
    const terminals = await firstThat(api.terminals.watch({}), (all) =>
      all.every(({ state }) => state === 'ended'),
    );
    expect(terminals).toMatchObject([left, left]);
    expect(await ended(api, job)).toMatchObject({
      state: 'failed',
      problem: { code: 'host-left' },
    });
    await until(
      'the command has ended',
      async () => !(await processes(container)).includes('4242'),
    );
    expect((await shell.port.secrets.read({ name })).value).toBeNull();
    expect(briefly(await journalOf(remote))).toEqual([
      'hosts.add pi done',
      `forwards.open leaving-${raw.id}:80 done`,
      'hosts.openBridge pi done',
      'terminals.open pi done',
      `terminals.open leaving-${raw.id} done`,
      'images.load half.tar cancelled',
      'hosts.forgetSecret pi done',
      'hosts.remove pi done',
    ]);
    await bed.close();
  });
});

describe('a host whose address is changed', () => {
  it('lets go of what went over the way that it had', async () => {
    const remote = await withPassword();
    const { api, id, bed } = remote;
    const { forward, bridge } = await live(remote, `moving-${raw.id}`);
    const address = `pi@${host.address}:22/var/run/docker.sock`;
    // Another label alone costs nothing.
    const entry = { label: 'pie', address: `pi@${host.address}`, production: false };
    await api.hosts.change({ host: id, entry });
    expect(await refusesConnections(forward.localPort)).toBe(false);
    await api.hosts.change({ host: id, entry: { ...entry, address: `ssh://${address}` } });
    expect(await refusesConnections(forward.localPort)).toBe(true);
    expect(existsSync(bridge)).toBe(false);
    const [first] = await firstThat(api.terminals.watch({}), (all) =>
      all.every(({ state }) => state === 'ended'),
    );
    expect(first?.problem?.code).toBe('host-left');
    await bed.close();
  });
});

describe('the journal', () => {
  it('has what a person did about a host, with its name, and none of its secrets', async () => {
    const remote = await withPassword();
    const { api, id, bed, whenHost } = remote;
    const container = ContainerId.parse(
      await raw.run({
        name: `journal-${raw.id}`,
        Image: 'longshore/busybox:1',
        Cmd: ['sleep', '3600'],
      }),
    );
    await api.containers.list({ host: id });
    const entry = { label: 'pi', address: `pi@${host.address}`, production: true };
    await api.hosts.change({ host: id, entry });
    await expect(api.hosts.bridge({ host: id })).rejects.toMatchObject({ code: 'host-locked' });
    await expect(api.hosts.unlock({ host: id, name: 'pie' })).rejects.toThrow();
    await api.hosts.unlock({ host: id, name: 'pi' });
    await api.hosts.bridge({ host: id });
    await api.hosts.bridge({ host: id });
    await api.hosts.closeBridge({ host: id });
    await expect(api.hosts.closeBridge({ host: id })).rejects.toMatchObject({ code: 'not-found' });
    const forward = await api.forwards.open({ host: id, container, port: 80 });
    await api.forwards.close({ forward: forward.id });
    await api.hosts.lock({ host: id });
    await host.changeKey();
    const { problem } = await whenHost(({ state }) => state === 'needs-you');
    const fingerprint = String(problem?.facts?.offered);
    await api.hosts.acceptChangedKey({ host: id, fingerprint });
    await whenHost(({ state }) => state === 'online');
    const entries = await journalOf(remote);
    expect(briefly(entries)).toEqual([
      'hosts.add pi done',
      'hosts.change pi done',
      'hosts.openBridge pi failed',
      'hosts.unlock pi failed',
      'hosts.unlock pi done',
      'hosts.openBridge pi done',
      'hosts.closeBridge pi done',
      `forwards.open journal-${raw.id}:80 done`,
      `forwards.close journal-${raw.id}:80 done`,
      'hosts.lock pi done',
      'hosts.acceptKey pi done',
    ]);
    expect(entries.slice(1).map(({ hostLabel }) => hostLabel)).toEqual(
      entries.slice(1).map(() => 'pi'),
    );
    expect(JSON.stringify(entries)).not.toContain(host.users.pi.password);
    await bed.close();
  });
});
