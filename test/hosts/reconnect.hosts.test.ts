import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContainerId } from '../../src/contract/ids.ts';
import { collect, removeQuickly, textOf, until } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

/** The bars. */
const detectMs = 40_000;
const backMs = 5_000;
const backAfterEventMs = 3_000;

let engine: Engine;
let host: Host<'pi'>;
let raw: RawEngine;
let remote: RemoteBackend;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('reconnect', { users: { pi: { docker: true } }, engine });
  remote = await remoteBackend(host);
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
});

const isOnline = ({ state }: { state: string }) => state === 'online';
const isLost = ({ state }: { state: string }) => state === 'reconnecting';

describe('a link that is cut', () => {
  it('is noticed, heals by itself, and nothing is missed {125}', async () => {
    const { api, id, whenHost } = remote;
    const changes = collect(api.changes.watch({ host: id }));
    const shell = await api.terminals.open({
      target: { kind: 'host', host: id },
      size: { columns: 80, rows: 24 },
    });
    const view = api.terminals.view({ terminal: shell.id, size: { columns: 80, rows: 24 } });
    const shown = collect(view);
    await view.send(new TextEncoder().encode('echo here-$((40 + 2))\n'));
    await until('the shell answers', () => textOf(shown.seen).includes('here-42'));
    await api.containers.list({ host: id });

    await host.cut();
    const cutAtMs = performance.now();
    const lost = await whenHost(isLost, detectMs);
    expect(performance.now() - cutAtMs).toBeLessThan(detectMs);
    expect(lost.problem?.code).toBe('host-gone');
    // The terminal says so and has ended; its scrollback stays.
    const [ended] = await (async () => {
      for await (const all of api.terminals.watch({})) if (all[0]?.state === 'ended') return all;
      return [];
    })();
    expect(ended?.problem?.code).toBe('host-gone');
    // What happens meanwhile is there when the link is.
    const made = ContainerId.parse(
      await raw.create({ name: `meanwhile-${raw.id}`, Image: 'longshore/busybox:1' }),
    );
    await sleep(5_000);
    await host.heal();
    const healedAtMs = performance.now();
    await whenHost(isOnline, 30_000);
    expect(performance.now() - healedAtMs).toBeLessThan(backMs);
    const rows = await api.containers.list({ host: id });
    expect(rows.map((row) => row.id)).toContain(made);
    changes.stop();
    shown.stop();
  });

  it('is back at once after word of a new network', async () => {
    const { api, whenHost } = remote;
    await host.cut();
    await sleep(500);
    await api.hosts.networkChanged({});
    await whenHost(isLost, 10_000);
    await host.heal();
    const healedAtMs = performance.now();
    await api.hosts.networkChanged({});
    await whenHost(isOnline, 20_000);
    expect(performance.now() - healedAtMs).toBeLessThan(backAfterEventMs);
  });

  it('stops when the key has changed meanwhile, and asks nobody in between', async () => {
    const { api, whenHost, id } = remote;
    const before = await host.accepted();
    await host.changeKey();
    const stopped = await whenHost(({ state }) => state === 'needs-you', 20_000);
    expect(stopped.problem?.code).toBe('host-key-changed');
    await sleep(3_000);
    expect(await host.accepted()).toBe(before);
    const offered = String(stopped.problem?.facts?.offered);
    await expect(
      api.hosts.acceptChangedKey({ host: id, fingerprint: 'SHA256:another' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await api.hosts.acceptChangedKey({ host: id, fingerprint: offered });
    await whenHost(isOnline);
  });
});
