/** What goes wrong on a way that was good: real servers, and an engine in between that is too old. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host as HostState } from '../../src/contract/hosts.ts';
import { collect, firstThat, until } from '../engine/backend-support.ts';
import { badEngine } from '../support/bad-engine.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { reachFound } from '../support/hosts/reach-found.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { remoteBackend } from './remote-backend.ts';

let engine: Engine;
let host: Host<'pi'>;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  host = await startHost('faults', { users: { pi: { docker: true } }, engine });
});
afterAll(() => host?.remove());

describe('a key that is revoked', () => {
  it.each(['known_hosts', 'RevokedHostKeys'])('by %s stops before any login', async (by) => {
    const folder = join(bedFolder(), 'h/faults-home');
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, '.ssh'), { recursive: true, mode: 0o700 });
    const key = await host.hostKey();
    const revoked = join(folder, 'revoked');
    const [known, options] =
      by === 'known_hosts'
        ? [`@revoked ${host.address} ${key}\n${host.address} ${key}\n`, '']
        : [`${host.address} ${key}\n`, `RevokedHostKeys ${revoked}\n`];
    await writeFile(revoked, `${key}\n`);
    await writeFile(join(folder, '.ssh/known_hosts'), known);
    await writeFile(
      join(folder, '.ssh/config'),
      `Host box\n HostName ${host.address}\n User pi\n ${options}`,
      { mode: 0o600 },
    );
    const before = (await host.log()).length;
    const ask = answers();
    const { problem, lines } = await reachFound({ folder }, 'box', ask);
    expect(problem?.code).toBe('host-key-revoked');
    expect(lines.at(-1)).toBe('key failed');
    expect(ask.asked).toEqual([]);
    expect((await host.log()).slice(before)).not.toMatch(/Accepted|Failed|Postponed/);
    await rm(folder, { recursive: true, force: true });
  });
});

describe('an engine behind a login', () => {
  it('that is too old is told by its version, and nothing is tried again', async () => {
    const old = await badEngine(engine.socket);
    old.spoil = (request) =>
      request === 'GET /version'
        ? { edit: (json) => ({ ...(json as object), ApiVersion: '1.24', MinAPIVersion: '1.12' }) }
        : {};
    await chmod(dirname(old.socket), 0o755);
    await chmod(old.socket, 0o666);
    const remote = await remoteBackend(host);
    const { api } = remote;
    const address = `ssh://pi@${host.address}${old.socket}`;
    const added = await api.hosts.add({ label: 'old', address, production: false });
    const one = (all: HostState[]) => all.find(({ id }) => id === added.host);
    const failed = one(await firstThat(api.hosts.watch({}), (all) => one(all)?.state === 'failed'));
    expect(failed?.problem).toMatchObject({
      code: 'api-out-of-range',
      facts: { side: 'engine', engine: '1.24' },
    });
    expect(failed?.stages.at(-1)).toMatchObject({ name: 'api', state: 'failed' });
    const before = await host.accepted();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await host.accepted()).toBe(before);
    await remote.bed.close();
    await old.close();
  });

  it('that is started anew costs no second login, and its lists are asked for again', async () => {
    const own = await startEngine('docker-20', 'anew');
    const near = await startHost('anew', { users: { pi: { docker: true } }, engine: own });
    const { bed, api, id, whenHost } = await remoteBackend(near);
    try {
      const changes = collect(api.changes.watch({ host: id }));
      await api.containers.list({ host: id });
      const before = await near.accepted();
      await own.stop();
      const lost = await whenHost(({ state }) => state === 'reconnecting');
      expect(lost.problem?.code).toMatch(/^engine-|^host-socket-absent$/);
      expect(lost.way).not.toBeNull();
      await own.start();
      await near.shareSocket();
      const raw = rawEngine(own.socket);
      const made = await raw.create({ name: `anew-${raw.id}`, Image: 'longshore/busybox:1' });
      await whenHost(({ state }) => state === 'online', 20_000);
      await until('the lists are asked for again', () =>
        changes.seen.some(({ kind }) => kind === 'gap'),
      );
      const rows = await api.containers.list({ host: id });
      expect(rows.map((row) => row.id)).toContain(made);
      expect(await near.accepted()).toBe(before);
      changes.stop();
    } finally {
      await bed.close();
      await near.remove();
      await own.remove();
    }
  });
});
