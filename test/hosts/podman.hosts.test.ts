import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

let engine: Engine;
let host: Host<'pi'>;
let raw: RawEngine;
let remote: RemoteBackend;

beforeAll(async () => {
  engine = await startEngine('podman-4');
  raw = rawEngine(engine.socket);
  host = await startHost('podman', { users: { pi: { docker: true } }, engine });
  remote = await remoteBackend(host);
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
});

describe('Podman behind a login', () => {
  it('is known for what it is, and lists, runs, logs and opens a shell {119}', async () => {
    const { api, id, whenHost } = remote;
    const { engine: info } = await whenHost(({ state }) => state === 'online');
    expect(info?.product).toBe('podman');
    const command = ['sh', '-c', 'echo hello-$((40 + 2)); exec sleep 3600'];
    const labels = { 'longshore.test': raw.id };
    const spec = { image: 'longshore/busybox:1', command, labels };
    const { job } = await api.containers.run({ host: id, spec });
    const { result } = await ended(api, job);
    const rows = await api.containers.list({ host: id });
    const row = rows.find((one) => one.id === result?.container);
    if (!row) throw new Error('The container is not in the list.');
    expect(row.state).toBe('running');
    let log = '';
    for await (const event of api.containers.logs({
      host: id,
      id: row.id,
      follow: false,
      tail: 'all',
    })) {
      if (event instanceof Uint8Array) log += new TextDecoder().decode(event);
    }
    expect(log).toContain('hello-42');
    const size = { columns: 80, rows: 24 };
    const target = { kind: 'exec' as const, host: id, container: row.id, command: ['sh'] };
    const { id: terminal } = await api.terminals.open({ target, size });
    const view = api.terminals.view({ terminal, size });
    await view.send(new TextEncoder().encode('echo in-$((6 * 7)); exit\n'));
    let shown = '';
    for await (const chunk of view) shown += new TextDecoder().decode(chunk);
    expect(shown).toContain('in-42');
    expect(await host.accepted()).toBe(1);
  });
});
