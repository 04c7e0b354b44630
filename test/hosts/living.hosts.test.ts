import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostId } from '../../src/contract/ids.ts';
import type { AnalysisEvent } from '../../src/contract/layers.ts';
import { ended, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

const runFile = promisify(execFile);
const local = HostId.parse('docker-host');

/** The engine that is reached by a login, and another one on this machine. */
let far: Engine;
let near: Engine;
let host: Host<'pi'>;
let raw: RawEngine;
let nearRaw: RawEngine;
let remote: RemoteBackend;

beforeAll(async () => {
  [far, near] = [await startEngine('docker-20'), await startEngine('docker-28')];
  [raw, nearRaw] = [rawEngine(far.socket), rawEngine(near.socket)];
  host = await startHost('living', {
    users: { pi: { docker: true } },
    engine: far,
    sharesNetwork: true,
  });
  remote = await remoteBackend(host, { socket: near.socket });
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  for (const each of [raw, nearRaw]) if (each) await removeQuickly(each);
});

async function hasImage(engine: RawEngine, name: string): Promise<boolean> {
  return (await engine.ask('GET', `/images/${encodeURIComponent(name)}/json`)).status === 200;
}

describe('an image', () => {
  it('asks before the layers of an image travel, and asks no more once they are known', async () => {
    const source = { kind: 'image', host: remote.id, image: 'longshore/busybox:1' } as const;
    const analyse = async (agreed: boolean): Promise<AnalysisEvent | undefined> => {
      let last: AnalysisEvent | undefined;
      for await (const event of remote.api.layers.analyse({ source, agreed })) last = event;
      return last;
    };
    const asked = await analyse(false);
    expect(asked).toMatchObject({ state: 'asking', knownLayers: 0 });
    expect(asked?.state === 'asking' && asked.travelBytes).toBeGreaterThan(500_000);
    expect(await analyse(true)).toMatchObject({ state: 'done', image: { name: source.image } });
    expect(await analyse(false)).toMatchObject({ state: 'done' });
  });

  it('goes from this machine to the host and back, each as a job of the one that receives', async () => {
    const { api, id } = remote;
    const there = `longshore/sent-${raw.id}:1`;
    await nearRaw.tag('longshore/busybox:1', there);
    const sent = await api.images.send({ from: local, to: id, images: [there] });
    const job = await ended(api, sent.job);
    expect(job).toMatchObject({ host: id, kind: 'send', state: 'done' });
    expect(job.result?.references).toContain(there);
    expect(await hasImage(raw, there)).toBe(true);

    const back = `longshore/back-${raw.id}:1`;
    await raw.tag(there, back);
    const returned = await api.images.send({ from: id, to: local, images: [back] });
    expect(await ended(api, returned.job)).toMatchObject({ host: local, state: 'done' });
    expect(await hasImage(nearRaw, back)).toBe(true);
    for (const engine of [raw, nearRaw]) {
      for (const name of [there, back]) {
        await engine.ask('DELETE', `/images/${encodeURIComponent(name)}`);
      }
    }
  });

  it('that is not there is refused before anything is sent', async () => {
    const { api, id } = remote;
    const images = ['longshore/nowhere:1'];
    await expect(api.images.send({ from: local, to: id, images })).rejects.toMatchObject({
      code: 'image-not-found',
    });
  });
});

describe('the command line', () => {
  it('runs many commands over the one login', async () => {
    const { api, id } = remote;
    const before = await host.accepted();
    const { dockerHost } = await api.hosts.bridge({ host: id });
    const commands = Array.from({ length: 12 }, () =>
      runFile('docker', ['-H', dockerHost, 'version', '--format', '{{.Server.Version}}']),
    );
    for (const { stdout } of await Promise.all(commands)) expect(stdout).toContain('20.10');
    const run = ['run', '--rm', '-i', '--label', `longshore.test=${raw.id}`];
    const child = runFile('docker', ['-H', dockerHost, ...run, 'longshore/busybox:1', 'wc', '-c']);
    child.child.stdin?.end('twelve bytes');
    expect((await child).stdout.trim()).toBe('12');
    expect(await host.accepted()).toBe(before);
  });

  it('is not offered for an engine of this machine', async () => {
    await expect(remote.api.hosts.bridge({ host: local })).rejects.toMatchObject({
      code: 'not-supported',
    });
  });
});

describe('a production host', () => {
  it('refuses every kind of change until it is unlocked, and no reading', async () => {
    const { api, id } = remote;
    const entry = { label: 'pi', address: `pi@${host.address}`, production: true };
    await api.hosts.change({ host: id, entry });
    const container = await raw.run({
      name: `locked-${raw.id}`,
      Image: 'longshore/busybox:1',
      Cmd: ['sleep', '3600'],
    });
    const [row] = (await api.containers.list({ host: id })).filter((one) => one.id === container);
    if (!row) throw new Error('The container is not in the list.');
    const size = { columns: 80, rows: 24 };
    const exec = { kind: 'exec', host: id, container: row.id } as const;
    const changes: (() => Promise<unknown>)[] = [
      () => api.containers.stop({ host: id, id: row.id }),
      () => api.containers.remove({ host: id, id: row.id, force: true, volumes: false }),
      () => api.containers.run({ host: id, spec: { image: 'longshore/busybox:1' } }),
      () => api.images.tag({ host: id, image: 'longshore/busybox:1', reference: 'a:1' }),
      () => api.images.send({ from: local, to: id, images: ['longshore/busybox:1'] }),
      () => api.terminals.open({ target: exec, size }),
      () => api.terminals.open({ target: { kind: 'host', host: id }, size }),
      () => api.hosts.bridge({ host: id }),
      () => api.hosts.change({ host: id, entry: { ...entry, production: false } }),
    ];
    for (const change of changes) {
      await expect(change()).rejects.toMatchObject({ code: 'host-locked' });
    }
    await expect(api.hosts.unlock({ host: id, name: 'other' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await api.hosts.unlock({ host: id, name: 'pi' });
    await api.containers.remove({ host: id, id: row.id, force: true, volumes: false });
  });
});

describe('a host that was left', () => {
  it('is not called by whoever looks, only by who connects', async () => {
    const { api, id, whenHost } = remote;
    await api.hosts.disconnect({ host: id });
    const asleep = await whenHost(({ state }) => state === 'asleep');
    expect(asleep).toMatchObject({ engine: null, way: null, problem: null });
    const before = await host.accepted();
    const stop = new AbortController();
    const changes = api.changes.watch({ host: id }, { signal: stop.signal });
    changes[Symbol.asyncIterator]()
      .next()
      .catch(() => {});
    await expect(api.containers.list({ host: id })).rejects.toMatchObject({ code: 'host-asleep' });
    await api.hosts.rescan({});
    expect(await host.accepted()).toBe(before);
    await api.hosts.reconnect({ host: id });
    await whenHost(({ state }) => state === 'online');
    expect((await api.containers.list({ host: id })).length).toBeGreaterThanOrEqual(0);
    stop.abort();
  });
});
