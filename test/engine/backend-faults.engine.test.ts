import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContainerId } from '../../src/contract/ids.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { registryIp, registryPorts } from '../support/bed/registry-address.ts';
import { type CountingProxy, countingProxy } from '../support/counting-proxy.ts';
import { rawEngine } from '../support/raw-engine.ts';
import {
  type BackendBed,
  backendOn,
  collect,
  ended,
  firstThat,
  hostIs,
  textOf,
  until,
} from './backend-support.ts';

/** An engine of this suite's own: it is killed. */
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine('docker-20', 'backend-faults');
}, 120_000);
afterAll(() => engine.remove(), 60_000);

const image = 'longshore/busybox:1';
const marks = (events: readonly unknown[]) =>
  events.flatMap((event) =>
    typeof event === 'object' && event !== null && 'mark' in event ? [event.mark] : [],
  );

describe('an engine that is killed and started again', () => {
  it('is noticed, said and healed: list, log, terminal, pull', async () => {
    const raw = rawEngine(engine.socket);
    const bed = await backendOn(engine.socket);
    const { host } = bed;
    const { api } = bed.window();
    const changes = collect(api.changes.watch({ host }));
    await api.containers.list({ host });
    const id = (await raw.run({
      ...{ Image: image, Cmd: ['sh', '-c', 'while :; do echo tick; sleep 0.1; done'] },
      HostConfig: { RestartPolicy: { Name: 'always' } },
    })) as ContainerId;
    const log = collect(api.containers.logs({ host, id, tail: 'all' }));
    await until('the log runs', () => textOf(log.seen).includes('tick'));
    const terminal = await api.terminals.open({
      target: { kind: 'exec', host, container: id },
      size: { columns: 80, rows: 24 },
    });
    const view = collect(
      api.terminals.view({ terminal: terminal.id, size: { columns: 80, rows: 24 } }),
    );

    // A registry that takes the question and never answers.
    const registry = createServer(() => {});
    const at = await registryIp();
    await new Promise<void>((resolve) => registry.listen(registryPorts.slow, at, resolve));
    const reference = `${at}:${registryPorts.slow}/never/comes:1`;
    const { job } = await api.images.pull({ host, reference });
    await firstThat(api.jobs.watch({}), ([one]) => one?.phase === 'pulling');

    await engine.kill();
    await hostIs(api, 'reconnecting');
    const failed = await ended(api, job);
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'engine-gone' } });
    await view.over;
    const [closed] = await firstThat(api.terminals.watch({}), ([one]) => one?.state === 'ended');
    expect(closed?.problem?.code).toBe('engine-gone');
    await until('the log says so', () => marks(log.seen).includes('engine-gone'));
    await expect(api.containers.list({ host })).rejects.toMatchObject({
      code: expect.stringMatching(/^engine-/),
    });

    changes.seen.length = 0;
    const started = performance.now();
    await engine.start();
    await hostIs(api, 'online');
    expect(performance.now() - started).toBeLessThan(30_000);
    await until('the window is told', () => changes.seen.some((one) => one.kind === 'gap'));
    const rows = await api.containers.list({ host });
    expect(rows.map((row) => row.id)).toContain(id);
    await until('the log is back', () => marks(log.seen).includes('engine-back'));
    const before = textOf(log.seen).length;
    await until('the log goes on', () => textOf(log.seen).length > before, 40_000);
    expect(bed.faults).toEqual([]);

    registry.closeAllConnections();
    registry.close();
    log.stop();
    changes.stop();
    await raw.removeAll();
    await bed.close();
  }, 180_000);
});

describe('a bad connection', () => {
  let proxy: CountingProxy;
  let bed: BackendBed;
  beforeAll(async () => {
    proxy = await countingProxy(engine.socket);
  });
  afterAll(() => proxy.close());

  it('that answers after 5 s is slow, never empty', async () => {
    proxy.delayMs = 5_000;
    bed = await backendOn(proxy.socket);
    const { host } = bed;
    const raw = rawEngine(engine.socket);
    await raw.create({ Image: image, Cmd: ['true'] });
    const { api } = bed.window();
    const [first] = await firstThat(api.hosts.watch({}), (all) => all.length > 0);
    expect(first?.state).toBe('connecting');
    const rows = await api.containers.list({ host });
    expect(rows.length).toBeGreaterThan(0);
    proxy.delayMs = 0;
    await raw.removeAll();
    await bed.close();
  }, 60_000);

  it('that is cut in the middle of a list is an error, never a shorter list', async () => {
    bed = await backendOn(proxy.socket);
    const { api } = bed.window();
    const raw = rawEngine(engine.socket);
    await raw.create({ Image: image, Cmd: ['true'] });
    await hostIs(api, 'online');
    proxy.cutAfterBytes = 400;
    await new Promise((resolve) => setTimeout(resolve, 50));
    // What was kept from before must not answer.
    proxy.cut(() => true);
    await expect(api.containers.list({ host: bed.host })).rejects.toMatchObject({
      code: expect.stringMatching(/^engine-gone|not-an-engine$/),
    });
    proxy.cutAfterBytes = Number.POSITIVE_INFINITY;
    await hostIs(api, 'online');
    expect((await api.containers.list({ host: bed.host })).length).toBeGreaterThan(0);
    await raw.removeAll();
    await bed.close();
  });

  it('whose event stream is cut heals by itself and says that something may be missing', async () => {
    bed = await backendOn(proxy.socket);
    const { api } = bed.window();
    const changes = collect(api.changes.watch({ host: bed.host }));
    const hosts = collect(api.hosts.watch({}));
    await api.containers.list({ host: bed.host });
    await until('the stream is open', () => proxy.requests.some((r) => r.includes('/events')));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(changes.seen).toEqual([]);
    proxy.cut((request) => request.includes('/events'));
    await until('the gap', () => changes.seen.some((change) => change.kind === 'gap'));
    expect(hosts.seen.map(([host]) => host?.state)).toContain('reconnecting');
    expect(hosts.seen.at(-1)?.[0]?.state).toBe('online');
    changes.stop();
    await bed.close();
  });
});
