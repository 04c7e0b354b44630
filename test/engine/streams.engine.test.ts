import { expect, it } from 'vitest';
import type { ContainerId } from '../../src/contract/ids.ts';
import { removeContainer, startContainer } from '../../src/engine/containers/actions.ts';
import { waitContainer } from '../../src/engine/containers/create.ts';
import { type LogInput, openLogs } from '../../src/engine/containers/logs.ts';
import { containerStats } from '../../src/engine/containers/stats.ts';
import { demux } from '../../src/engine/docker/demux.ts';
import { type EngineEvent, engineEvents } from '../../src/engine/events/events.ts';
import { eachTarget } from '../support/targets.ts';
import { type Bench, bench, make, problemOf } from './engine-support.ts';

async function logText(b: Bench, id: ContainerId, more: Partial<LogInput> = {}) {
  const { framing, bytes } = await openLogs(b.engine, {
    id,
    follow: false,
    tail: 'all',
    timestamps: false,
    stdout: true,
    stderr: true,
    ...more,
  });
  const parts = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  if (framing === 'raw') for await (const part of bytes) parts.stdout.push(part);
  else for await (const frame of demux(bytes)) parts[frame.stream].push(frame.bytes);
  const text = (list: Uint8Array[]) => Buffer.concat(list).toString('utf8');
  return { framing, stdout: text(parts.stdout), stderr: text(parts.stderr) };
}

await eachTarget('streams', (target) => {
  const b = bench(target);

  async function ran(script: string, tty = false): Promise<ContainerId> {
    const id = await make(b, { command: ['sh', '-c', script], tty });
    await startContainer(b.engine, id);
    await waitContainer(b.engine, { id, timeoutMs: 30_000 });
    return id;
  }

  it('tells stdout and stderr apart, and keeps characters whole', async () => {
    const id = await ran('for i in 1 2 3; do echo "grüße 世界 $i"; echo "oh $i" >&2; done');
    const both = await logText(b, id);
    expect(both.framing).toBe('multiplexed');
    expect(both.stdout).toBe('grüße 世界 1\ngrüße 世界 2\ngrüße 世界 3\n');
    expect(both.stderr).toBe('oh 1\noh 2\noh 3\n');
    expect(await logText(b, id, { stderr: false })).toMatchObject({ stderr: '' });
    expect(await logText(b, id, { stdout: false })).toMatchObject({
      stdout: '',
      stderr: 'oh 1\noh 2\noh 3\n',
    });
    const last = await logText(b, id, { tail: 1 });
    expect(['grüße 世界 3\n', 'oh 3\n']).toContain(last.stdout + last.stderr);
    const stamped = await logText(b, id, { timestamps: true, stderr: false });
    expect(stamped.stdout).toMatch(/^(\d{4}-\d\d-\d\dT\S+ grüße 世界 \d\n){3}$/);
  });

  it('sends a terminal’s log raw', async () => {
    const id = await ran('echo one; echo two >&2', true);
    expect(await logText(b, id)).toEqual({
      framing: 'raw',
      stdout: 'one\r\ntwo\r\n',
      stderr: '',
    });
  });

  it('reads from a moment on', async () => {
    const id = await ran('echo early; sleep 2.2; echo late');
    const stamped = await logText(b, id, { timestamps: true });
    const lateMs = Date.parse(stamped.stdout.split('\n')[1]?.split(' ')[0] ?? '');
    expect((await logText(b, id, { sinceMs: lateMs - 1000 })).stdout).toBe('late\n');
    expect((await logText(b, id, { untilMs: lateMs - 1000 })).stdout).toBe('early\n');
  });

  it('follows to the end, and stops when one leaves', async () => {
    const id = await make(b, {
      command: ['sh', '-c', 'n=0; while [ $n -lt 30 ]; do echo $n; n=$((n+1)); sleep 0.1; done'],
    });
    await startContainer(b.engine, id);
    const all = await logText(b, id, { follow: true });
    expect(all.stdout.trim().split('\n')).toHaveLength(30);

    const endless = await make(b, { command: ['yes'] });
    await startContainer(b.engine, endless);
    const { bytes } = await openLogs(b.engine, {
      id: endless,
      follow: true,
      tail: 0,
      timestamps: false,
      stdout: true,
      stderr: true,
    });
    let taken = 0;
    for await (const part of bytes) {
      taken += part.length;
      if (taken > 1_000_000) break;
    }
    const aborter = new AbortController();
    const second = await openLogs(
      b.engine,
      { id: endless, follow: true, tail: 0, timestamps: false, stdout: true, stderr: true },
      { signal: aborter.signal },
    );
    const reading = (async () => {
      for await (const _ of second.bytes) aborter.abort();
    })();
    expect((await problemOf(reading)).code).toBe('cancelled');
    await removeContainer(b.engine, { id: endless, force: true, volumes: true });
  });

  it('measures a busy container', async () => {
    const id = await make(b, {
      command: ['sh', '-c', 'while :; do :; done'],
      memoryBytes: 128 * 1024 * 1024,
    });
    await startContainer(b.engine, id);
    const samples = [];
    for await (const sample of containerStats(b.engine, id)) {
      samples.push(sample);
      if (samples.filter((found) => found.cpuPercent !== null).length === 2) break;
      if (samples.length > 10) break;
    }
    const last = samples.at(-1);
    expect(last?.cpuPercent).toBeGreaterThan(5);
    expect(last?.cpuPercent).toBeLessThan(250);
    expect(last?.memoryBytes).toBeGreaterThan(10_000);
    expect(last?.memoryBytes).toBeLessThan(64 * 1024 * 1024);
    expect(last?.memoryLimitBytes).toBe(128 * 1024 * 1024);
    expect(Math.abs((last?.atMs ?? 0) - Date.now())).toBeLessThan(30_000);
  });

  it('tells what happens to a container, in order', async () => {
    const aborter = new AbortController();
    const open = Promise.withResolvers<void>();
    const seen: EngineEvent[] = [];
    const watching = (async () => {
      const events = engineEvents(b.engine, { signal: aborter.signal, onOpen: open.resolve });
      for await (const event of events) seen.push(event);
    })();
    const ended = problemOf(watching);
    const sinceNano = `${BigInt(Date.now() - 2_000) * 1_000_000n}`;
    await open.promise;
    const id = await make(b, { command: ['sh', '-c', 'exit 5'] });
    await startContainer(b.engine, id);
    await waitContainer(b.engine, { id, timeoutMs: 30_000 });
    await removeContainer(b.engine, { id, force: true, volumes: false });
    const actions = (events: readonly EngineEvent[]) =>
      events.filter((event) => event.id === id).map((event) => event.action);
    await expect.poll(() => actions(seen), { timeout: 20_000 }).toContain('destroy');
    const words = actions(seen).filter((word) =>
      ['create', 'start', 'die', 'destroy'].includes(word),
    );
    expect(words).toEqual(['create', 'start', 'die', 'destroy']);
    for (const event of seen) expect(event.timeNano).toMatch(/^\d{19}$/);
    const [first] = seen.filter((event) => event.id === id);
    expect(first?.attributes.image).toMatch(/longshore\/busybox:1$/);
    aborter.abort();
    expect((await ended).code).toBe('cancelled');

    // What was missed can be asked for.
    const missed: string[] = [];
    const again = engineEvents(b.engine, { sinceNano, signal: AbortSignal.timeout(20_000) });
    for await (const event of again) {
      if (event.id === id) missed.push(event.action);
      if (missed.at(-1) === 'destroy') break;
    }
    expect(missed).toContain('create');
  });
});
