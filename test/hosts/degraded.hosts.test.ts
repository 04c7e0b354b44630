import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

let engine: Engine;
let host: Host<'pi'>;
let raw: RawEngine;
let remote: RemoteBackend;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('degraded', { users: { pi: { docker: true } }, engine });
  remote = await remoteBackend(host);
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
});

describe('a host that answers late', () => {
  it('is degraded until it answers, over the same login; a stop that takes its time is none', async () => {
    const { api, id, whenHost } = remote;
    const before = await host.accepted();
    const states = collect(api.hosts.watch({}));
    const slow = await raw.run({
      name: `slow-${raw.id}`,
      Image: 'longshore/busybox:1',
      Cmd: ['sh', '-c', 'trap "" TERM; sleep 3600'],
    });
    const [row] = (await api.containers.list({ host: id })).filter((one) => one.id === slow);
    if (!row) throw new Error('The container is not in the list.');
    await api.containers.stop({ host: id, id: row.id, timeoutSeconds: 7 });
    const seen = () => states.seen.flat().filter((one) => one.id === id);
    expect(seen().map(({ state }) => state)).not.toContain('degraded');

    await host.freeze();
    const askedAtMs = performance.now();
    const list = api.containers.list({ host: id });
    await whenHost(({ state }) => state === 'degraded', 8_000);
    expect(performance.now() - askedAtMs).toBeGreaterThan(4_900);
    await sleep(8_000 - (performance.now() - askedAtMs));
    await host.thaw();
    expect((await list).map((one) => one.id)).toContain(slow);
    await whenHost(({ state }) => state === 'online', 2_000);
    expect(seen().map(({ state }) => state)).not.toContain('reconnecting');
    expect(await host.accepted()).toBe(before);
    states.stop();
  });

  it('and then not at all is lost as one that was silent from the start', async () => {
    const { api, id, whenHost } = remote;
    await host.cut();
    const list = api.containers.list({ host: id }).catch(() => []);
    await whenHost(({ state }) => state === 'degraded', 8_000);
    await whenHost(({ state }) => state === 'reconnecting', 40_000);
    await host.heal();
    await whenHost(({ state }) => state === 'online', 30_000);
    await list;
  });
});

describe('notices', () => {
  /** As a window shows them: each once. */
  const notices = () => {
    const all = collect(remote.api.app.notices({}));
    const told = () => {
      const ids = new Map(all.seen.flat().map((notice) => [notice.id, notice]));
      return [...ids.values()].map(({ kind }) => kind);
    };
    return { told, stop: all.stop };
  };

  it('tell once of a host that is lost, once that it is back, and nothing of one put to sleep', async () => {
    const { api, id, whenHost } = remote;
    await sleep(10_500);
    const { told, stop } = notices();
    await host.kill();
    await whenHost(({ state }) => state === 'reconnecting');
    // Several tries.
    await sleep(3_000);
    expect(told()).toEqual(['host-lost']);
    await host.start();
    await whenHost(({ state }) => state === 'online');
    await expect.poll(told, { timeout: 5_000 }).toEqual(['host-lost', 'host-back']);
    await api.hosts.disconnect({ host: id });
    await whenHost(({ state }) => state === 'asleep');
    await api.hosts.reconnect({ host: id });
    await whenHost(({ state }) => state === 'online');
    await sleep(1_000);
    expect(told()).toHaveLength(2);
    stop();
  });

  it('tell a machine that was restarted from one that was out of reach', async () => {
    const { whenHost } = remote;
    const { told, stop } = notices();
    await host.kill();
    await whenHost(({ state }) => state === 'reconnecting');
    const path = join(host.folder, 'etc/boot-id');
    await writeFile(path, '11111111-2222-3333-4444-555555555555\n');
    await host.inside(['mount', '--bind', '/etc/boot-id', '/proc/sys/kernel/random/boot_id']);
    await host.start();
    await whenHost(({ state }) => state === 'online');
    await expect.poll(told, { timeout: 5_000 }).toContain('host-restarted');
    expect(told().filter((one) => one === 'host-back').length).toBeLessThan(2);
    stop();
  });

  it('tell of one that has to be looked after', async () => {
    const { whenHost } = remote;
    const { told, stop } = notices();
    await host.changeKey();
    await whenHost(({ state }) => state === 'needs-you');
    await expect.poll(told, { timeout: 5_000 }).toContain('host-stopped');
    stop();
  });
});
