import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostChange } from '../../src/contract/changes.ts';
import type { ContainerId } from '../../src/contract/ids.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import {
  type BackendBed,
  backendOn,
  collect,
  ended,
  firstThat,
  hostIs,
  removeQuickly,
  textOf,
  until,
} from './backend-support.ts';

const image = 'longshore/busybox:1';

await eachTarget('the backend', (target) => {
  const raw = rawEngine(target.socket);
  let bed: BackendBed;
  beforeAll(async () => {
    bed = await backendOn(target.socket);
  });
  afterEach(() => removeQuickly(raw));
  afterAll(async () => {
    expect(bed.faults).toEqual([]);
    await bed.close();
  });
  const run = async (...Cmd: string[]) =>
    (await raw.run({ Image: image, Cmd, StopTimeout: 1 })) as ContainerId;

  it('tells what the engine is', async () => {
    const { api } = bed.window();
    const host = await hostIs(api, 'online');
    expect(host).toMatchObject({ id: 'docker-host', source: 'docker-host', problem: null });
    expect(host.engine?.product).toBe(target.flavour);
    expect(host.lastSeenAtMs).toBeGreaterThan(Date.now() - 60_000);
  });

  it('shows two windows the same change, and its row', async () => {
    const [one, two] = [bed.window(), bed.window()];
    const seen = [one, two].map(({ api }) => collect(api.changes.watch({ host: bed.host })));
    await one.api.containers.list({ host: bed.host });
    const id = await run('sleep', '60');
    const shows = (change: HostChange) =>
      change.kind === 'container' && change.id === id && change.row?.state === 'running';
    await until('both see it run', () => seen.every((window) => window.seen.some(shows)));
    await one.api.containers.remove({ host: bed.host, id, force: true });
    const goes = (change: HostChange) =>
      change.kind === 'container' && change.id === id && change.row === null;
    await until('both see it go', () => seen.every((window) => window.seen.some(goes)));
    const rows = seen.map((window) =>
      window.seen.filter((change) => change.kind === 'container' && change.id === id),
    );
    expect(rows[0]).toEqual(rows[1]);
    const first = rows[0]?.find(shows);
    expect(first && 'timeNano' in first && first.timeNano).toMatch(/^\d{19}$/);
    for (const window of seen) window.stop();
  });

  it('shows what an act has led to, though engines tell of it before they write it down', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const changes = collect(api.changes.watch({ host }));
    await api.containers.list({ host });
    const last = (id: ContainerId) =>
      changes.seen.findLast((change) => change.kind === 'container' && change.id === id);
    const shows = (id: ContainerId, state: string) =>
      until(`${state}: ${JSON.stringify(last(id))}`, () => {
        const change = last(id);
        return change?.kind === 'container' && change.row?.state === state;
      });
    const ending = await Promise.all([1, 2, 3].map(() => run('sleep', '1')));
    const paused = await run('sleep', '60');
    await shows(paused, 'running');
    for (let count = 0; count < 3; count += 1) {
      await api.containers.pause({ host, id: paused });
      await shows(paused, 'paused');
      await api.containers.unpause({ host, id: paused });
      await shows(paused, 'running');
    }
    for (const id of ending) await shows(id, 'exited');
    changes.stop();
  });

  it('does not fetch a row for what happens inside a container', async () => {
    const proxy = await countingProxy(target.socket);
    const own = await backendOn(proxy.socket);
    const { api } = own.window();
    const changes = collect(api.changes.watch({ host: own.host }));
    await api.containers.list({ host: own.host });
    const id = await run('sleep', '60');
    await until('it is shown', () => changes.seen.some((c) => 'id' in c && c.id === id));
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.requests.length = 0;
    await raw.exec(id, ['true']);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(proxy.requests).toEqual([]);
    await own.close();
    await proxy.close();
  });

  it('asks an engine nothing while nothing happens', async () => {
    const proxy = await countingProxy(target.socket);
    const own = await backendOn(proxy.socket);
    const { api } = own.window();
    const changes = collect(api.changes.watch({ host: own.host }));
    await api.containers.list({ host: own.host });
    await until('the stream is open', () => proxy.requests.some((r) => r.includes('/events')));
    const before = proxy.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(proxy.requests.slice(before)).toEqual([]);
    expect(proxy.requests.filter((request) => request.includes('/events'))).toHaveLength(1);
    changes.stop();
    await own.close();
    await proxy.close();
  });

  it('acts on a container and writes it to the journal', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const id = (await raw.create({ Image: image, Cmd: ['sleep', '60'] })) as ContainerId;
    await api.containers.list({ host });
    await api.containers.start({ host, id });
    await api.containers.pause({ host, id });
    await api.containers.unpause({ host, id });
    await api.containers.rename({ host, id, name: `renamed-${raw.id}` });
    await api.containers.stop({ host, id, timeoutSeconds: 0 });
    await expect(api.containers.pause({ host, id })).rejects.toMatchObject({
      code: expect.stringMatching(/not-running|engine-error/),
    });
    await api.containers.remove({ host, id });
    const entries = await api.journal.list({ limit: 7 });
    expect(entries.map((entry) => `${entry.action} ${entry.outcome}`)).toEqual([
      'containers.remove done',
      'containers.pause failed',
      'containers.stop done',
      'containers.rename done',
      'containers.unpause done',
      'containers.pause done',
      'containers.start done',
    ]);
    expect(entries[2]?.command).toMatch(/^docker stop -t 0 /);
  });

  it('measures while someone looks', async () => {
    const id = await run('sh', '-c', 'while :; do :; done');
    const { api } = bed.window();
    const watching = collect(api.changes.watch({ host: bed.host }));
    const stats = api.containers.stats({ host: bed.host, ids: [id] });
    const samples = await firstThat(stats, ([one]) => (one?.cpuPercent ?? 0) > 5, 30_000);
    expect(samples[0]?.memoryBytes).toBeGreaterThan(0);
    watching.stop();
  });

  describe('logs', () => {
    const options = { tail: 'all', follow: true } as const;

    it('come with their framing and end without follow', async () => {
      const id = await run('sh', '-c', 'echo out; echo err >&2');
      await raw.wait(id);
      const { api } = bed.window();
      const events: unknown[] = [];
      const input = { host: bed.host, id, tail: 'all', follow: false } as const;
      for await (const event of api.containers.logs(input)) events.push(event);
      expect(events[0]).toEqual({ kind: 'format', framing: 'multiplexed' });
      expect(textOf(events)).toContain('out\n');
      expect(textOf(events)).toContain('err\n');
    });

    it('go on over a restart of the container, once each line, and end with its removal', async () => {
      const id = await run(
        'sh',
        '-c',
        'echo "run $(cat /proc/sys/kernel/random/uuid)"; exec sleep 600',
      );
      const { api } = bed.window();
      const log = collect(api.containers.logs({ host: bed.host, id, ...options }));
      const lines = () => textOf(log.seen).match(/run [0-9a-f-]+/g) ?? [];
      await until('the first line', () => lines().length === 1);
      await api.containers.restart({ host: bed.host, id, timeoutSeconds: 0 });
      await until('the second line', () => lines().length === 2);
      expect(new Set(lines()).size).toBe(2);
      await api.containers.remove({ host: bed.host, id, force: true });
      await log.over;
      const marks = log.seen.flatMap((e) => ('kind' in e && e.kind === 'mark' ? [e.mark] : []));
      expect(marks.slice(0, 2)).toEqual(['stopped', 'restarted']);
      expect(marks.at(-1)).toBe('removed');
    });

    it('say why there is none', async () => {
      const { api } = bed.window();
      const id = 'f'.repeat(64) as ContainerId;
      const reading = api.containers.logs({ host: bed.host, id, ...options });
      await expect(firstThat(reading, () => true)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('are saved once by a ticket', async () => {
      const id = await run('sh', '-c', 'seq 1 5000');
      await raw.wait(id);
      const { api } = bed.window();
      const saved = await api.containers.downloadLogs({ host: bed.host, id });
      expect(saved.kind).toBe('url');
      const ticket = saved.kind === 'url' ? saved.url.replace('/download/', '') : '';
      const file = bed.backend.files.take(ticket);
      expect(file?.fileName).toMatch(/\.log$/);
      const parts: Uint8Array[] = [];
      for await (const part of file?.open(new AbortController().signal) ?? []) parts.push(part);
      expect(textOf(parts)).toBe(Array.from({ length: 5000 }, (_, i) => `${i + 1}\n`).join(''));
      expect(bed.backend.files.take(ticket)).toBeUndefined();
    });
  });

  it('says that a container is not there instead of an empty answer', async () => {
    const { api } = bed.window();
    const id = 'e'.repeat(64) as ContainerId;
    await expect(api.containers.detail({ host: bed.host, id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('runs what is there, and says what a failed start left', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const labels = { 'longshore.test': raw.id };
    const good = await api.containers.run({
      host,
      spec: { image, command: ['sleep', '60'], labels },
    });
    const job = await ended(api, good.job);
    expect(job).toMatchObject({ state: 'done', result: { created: true } });
    expect(job.result?.containerName).not.toBe('');
    const bad = await api.containers.run({ host, spec: { image, command: ['/nowhere'], labels } });
    const failed = await ended(api, bad.job);
    expect(failed).toMatchObject({
      state: 'failed',
      problem: { code: 'executable-not-found' },
      result: { created: true },
    });
    const gone = await api.containers.run({
      host,
      spec: { image, command: ['/nowhere'], labels, autoRemove: true },
    });
    expect(await ended(api, gone.job)).toMatchObject({
      state: 'failed',
      result: { created: false },
    });
    const foreign = { image: 'longshore/foreign:1', labels };
    const odd = await api.containers.run({ host, spec: foreign });
    expect((await ended(api, odd.job)).problem?.code).toBe('exec-format-error');
    if (isDocker(target)) {
      const entries = await api.journal.list({ limit: 3 });
      expect(entries.map((entry) => entry.outcome)).toEqual(['failed', 'failed', 'failed']);
    }
  });
});
