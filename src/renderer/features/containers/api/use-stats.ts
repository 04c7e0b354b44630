/**
 * CPU and memory of the containers that are on screen: one stream a host, for exactly those rows
 * whose cells are mounted, closed while the window is hidden.
 */
import { useCallback, useSyncExternalStore } from 'react';
import type { StatsSample } from '../../../../contract/containers.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { follow } from '../../../shared/lib/live.ts';

interface Watch {
  readonly listeners: Map<ContainerId, Set<() => void>>;
  readonly samples: Map<ContainerId, StatsSample>;
  stream: AbortController | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Rows pass by while one scrolls: only where it rests the stream is opened anew. */
const settleMs = 200;
/** The old stream goes once the new one holds its containers, so that none is read from the start. */
const overlapMs = 1_500;
/** As many as the contract takes. */
const most = 200;
const watches = new Map<HostId, Watch>();

function watchOf(host: HostId): Watch {
  const known = watches.get(host);
  if (known) return known;
  const fresh: Watch = {
    listeners: new Map(),
    samples: new Map(),
    stream: undefined,
    timer: undefined,
  };
  watches.set(host, fresh);
  return fresh;
}

function reopen(host: HostId, watch: Watch): void {
  const old = watch.stream;
  const ids = document.hidden ? [] : [...watch.listeners.keys()].slice(0, most);
  watch.stream = undefined;
  if (old) {
    if (ids.length === 0) old.abort();
    else setTimeout(() => old.abort(), overlapMs);
  }
  if (ids.length === 0) return;
  const stream = new AbortController();
  watch.stream = stream;
  void follow(
    {
      open: (signal) => api.containers.stats({ host, ids }, { signal }),
      onEvent: (samples) => {
        for (const sample of samples) {
          const listeners = watch.listeners.get(sample.id);
          if (!listeners) continue;
          watch.samples.set(sample.id, sample);
          for (const listener of listeners) listener();
        }
      },
    },
    stream.signal,
  );
}

function plan(host: HostId, watch: Watch): void {
  clearTimeout(watch.timer);
  watch.timer = setTimeout(() => reopen(host, watch), settleMs);
}

document.addEventListener('visibilitychange', () => {
  for (const [host, watch] of watches) plan(host, watch);
});

function listen(host: HostId, id: ContainerId, listener: () => void): () => void {
  const watch = watchOf(host);
  const listeners = watch.listeners.get(id);
  if (listeners) listeners.add(listener);
  else {
    watch.listeners.set(id, new Set([listener]));
    plan(host, watch);
  }
  return () => {
    const left = watch.listeners.get(id);
    left?.delete(listener);
    if (left?.size !== 0) return;
    watch.listeners.delete(id);
    watch.samples.delete(id);
    plan(host, watch);
  };
}

/** The newest sample; undefined until there is one. Mounting it is what asks for the stream. */
export function useStats(host: HostId, id: ContainerId): StatsSample | undefined {
  const subscribe = useCallback((listener: () => void) => listen(host, id, listener), [host, id]);
  return useSyncExternalStore(subscribe, () => watchOf(host).samples.get(id));
}
