import type { StatsSample } from '../../contract/containers.ts';
import type { ContainerId, HostId } from '../../contract/ids.ts';
import { containerStats } from '../../engine/containers/stats.ts';
import type { HostConnection } from '../connections/host-connection.ts';
import type { HostTable } from '../connections/host-table.ts';
import { createLatest, pause } from '../flow/latest.ts';

export interface StatsHub {
  /** Samples of these containers, at most once a second, until `signal` aborts. */
  watch(
    input: { host: HostId; ids: readonly ContainerId[] },
    signal: AbortSignal,
  ): AsyncGenerator<StatsSample[], void, undefined>;
}

/** The engine reads counters once a second. */
const gapMs = 1_000;
/** A stream that ended by a fault is opened again no sooner. */
const retryMs = 2_000;

interface Source {
  watchers: number;
  sample: StatsSample | undefined;
  readonly onSample: Set<() => void>;
  readonly stop: AbortController;
}

/** One stream an engine and container, whoever and however many look; none when nobody does. */
export function createStatsHub(hosts: HostTable): StatsHub {
  const sources = new Map<string, Source>();

  function acquire(connection: HostConnection, host: HostId, id: ContainerId) {
    const key = `${host} ${id}`;
    let source = sources.get(key);
    if (!source) {
      source = {
        watchers: 0,
        sample: undefined,
        onSample: new Set(),
        stop: new AbortController(),
      };
      sources.set(key, source);
      read(connection, id, source).catch(() => {});
    }
    const kept = source;
    kept.watchers += 1;
    return {
      source: kept,
      release() {
        kept.watchers -= 1;
        if (kept.watchers > 0) return;
        kept.stop.abort();
        sources.delete(key);
      },
    };
  }

  return {
    async *watch({ host, ids }, signal) {
      const { connection } = hosts.get(host);
      const changed = createLatest(0, { gapMs });
      const wake = () => changed.set(changed.get() + 1);
      const held = [...new Set(ids)].map((id) => acquire(connection, host, id));
      for (const { source } of held) source.onSample.add(wake);
      try {
        for await (const _change of changed.watch(signal)) {
          const samples = held.flatMap(({ source }) => (source.sample ? [source.sample] : []));
          if (samples.length > 0) yield samples;
        }
      } finally {
        for (const { source, release } of held) {
          source.onSample.delete(wake);
          release();
        }
      }
    },
  };
}

/** Reads while the container runs; waits for its start when it does not. */
async function read(connection: HostConnection, id: ContainerId, source: Source): Promise<void> {
  const over = source.stop.signal;
  const tell = (sample: StatsSample) => {
    source.sample = sample;
    for (const wake of source.onSample) wake();
  };
  let turn = new AbortController();
  let running = true;
  let started = createLatest(0);
  const untap = connection.events.tap((event) => {
    if (event.kind !== 'event' || event.event.kind !== 'container') return;
    if (!event.event.id.startsWith(id)) return;
    if (event.event.action === 'die') {
      running = false;
      turn.abort();
      tell({ id, cpuPercent: null, memoryBytes: null, memoryLimitBytes: null, atMs: Date.now() });
    } else if (event.event.action === 'start') {
      running = true;
      started.set(started.get() + 1);
    }
  });
  try {
    while (!over.aborted) {
      turn = new AbortController();
      const signal = AbortSignal.any([turn.signal, over]);
      try {
        const engine = await connection.engine(signal);
        for await (const sample of containerStats(engine, id, { signal })) tell(sample);
      } catch {
        // Gone, not running, or the engine is away: figures come again when it runs.
      }
      if (over.aborted) return;
      if (running) await pause(retryMs, over);
      else {
        const wait = new AbortController();
        const untilStart = AbortSignal.any([wait.signal, over]);
        started = createLatest(0);
        const stopTap = started.tap(() => wait.abort());
        await pause(longWaitMs, untilStart);
        stopTap();
      }
    }
  } finally {
    untap();
  }
}

/** A stopped container is looked at again by its start event only; this is the end of a timer's range. */
const longWaitMs = 2 ** 31 - 1;
