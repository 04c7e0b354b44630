/**
 * One `changes.watch` stream a host for the whole window. A change patches its row in the query
 * cache and marks what was asked about that object as stale; a gap makes lists be fetched anew.
 * Changes that arrive while a list is on its way are kept and applied to it.
 */
import type { HostChange } from '../../../contract/changes.ts';
import type { ContainerSummary } from '../../../contract/containers.ts';
import type { HostId } from '../../../contract/ids.ts';
import type { ImageSummary } from '../../../contract/images.ts';
import { api } from './client.ts';
import { follow } from './live.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { patchRows, type RowChange } from './row-patch.ts';

type Kind = 'container' | 'image';
type AnyRow = ContainerSummary | ImageSummary;

interface Feed {
  /** Since the oldest list that is still being fetched. */
  kept: { kind: Kind; change: RowChange<AnyRow> }[];
  fetching: number;
  pending: HostChange[];
  flushing: boolean;
  /** At some time before, so that its lists may be old. */
  followed: boolean;
}

const feeds = new Map<HostId, Feed>();
/** Changes are painted together at most this often: a burst of hundreds is one render. */
const flushMs = 16;

function feedOf(host: HostId): Feed {
  const known = feeds.get(host);
  if (known) return known;
  const feed: Feed = { kept: [], fetching: 0, pending: [], flushing: false, followed: false };
  feeds.set(host, feed);
  return feed;
}

interface Held {
  holders: number;
  readonly stop: AbortController;
}

const held = new Map<HostId, Held>();

/** Follows the host until all who hold it have let go. Gives what lets go. */
export function holdChanges(host: HostId): () => void {
  const one = held.get(host) ?? { holders: 0, stop: new AbortController() };
  if (one.holders === 0) {
    held.set(host, one);
    followChanges(host, one.stop.signal);
  }
  one.holders += 1;
  let holds = true;
  return () => {
    if (!holds) return;
    holds = false;
    one.holders -= 1;
    if (one.holders > 0) return;
    held.delete(host);
    one.stop.abort();
  };
}

function followChanges(host: HostId, signal: AbortSignal): void {
  const feed = feedOf(host);
  // What changed while nobody followed is not known: another host or none was on screen.
  let first = !feed.followed;
  feed.followed = true;
  const open = (inner: AbortSignal) => {
    // A stream that had to be opened again may have missed something.
    if (!first) enqueue(host, feed, { kind: 'gap' });
    first = false;
    return api.changes.watch({ host }, { signal: inner });
  };
  void follow({ open, onEvent: (change) => enqueue(host, feed, change) }, signal);
}

function enqueue(host: HostId, feed: Feed, change: HostChange): void {
  feed.pending.push(change);
  if (feed.flushing) return;
  feed.flushing = true;
  queueMicrotask(() => flush(host, feed));
}

function flush(host: HostId, feed: Feed): void {
  const batch = feed.pending;
  feed.pending = [];
  apply(host, feed, batch);
  setTimeout(() => {
    feed.flushing = false;
    if (feed.pending.length > 0) {
      feed.flushing = true;
      flush(host, feed);
    }
  }, flushMs);
}

function apply(host: HostId, feed: Feed, batch: readonly HostChange[]): void {
  if (batch.some((change) => change.kind === 'gap')) {
    void queryClient.invalidateQueries({ queryKey: keys.host(host) });
  }
  patchList(host, feed, {
    kind: 'container',
    changes: rowChanges<ContainerSummary>(batch, 'container'),
  });
  patchList(host, feed, { kind: 'image', changes: rowChanges<ImageSummary>(batch, 'image') });
  for (const kind of ['network', 'volume'] as const) {
    if (batch.some((change) => change.kind === kind)) {
      void queryClient.invalidateQueries({ queryKey: keys.list(host, kind) });
    }
  }
}

function rowChanges<Row extends AnyRow>(batch: readonly HostChange[], kind: Kind) {
  const found: RowChange<Row>[] = [];
  for (const change of batch) {
    if (change.kind === kind && 'row' in change) {
      found.push({ id: change.id, row: change.row as Row | null });
    }
  }
  return found;
}

interface ListPatch<Row extends AnyRow> {
  readonly kind: Kind;
  readonly changes: readonly RowChange<Row>[];
}

function patchList<Row extends AnyRow>(host: HostId, feed: Feed, patch: ListPatch<Row>): void {
  const { kind, changes } = patch;
  if (changes.length === 0) return;
  if (feed.fetching > 0) feed.kept.push(...changes.map((change) => ({ kind, change })));
  queryClient.setQueryData<readonly Row[]>(keys.list(host, kind), (rows) =>
    rows ? patchRows(rows, changes) : rows,
  );
  for (const { id } of changes) {
    void queryClient.invalidateQueries({ queryKey: keys.object({ host, kind, id }) });
  }
}

/** Fetches a list and applies what changed on the way. For the `queryFn` of a listed kind. */
export async function fetchRows<Row extends AnyRow>(
  host: HostId,
  kind: Kind,
  fetch: () => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const feed = feedOf(host);
  const from = feed.kept.length;
  feed.fetching += 1;
  try {
    const rows = await fetch();
    const missed = feed.kept.slice(from).filter((kept) => kept.kind === kind);
    return patchRows(
      rows,
      missed.map((kept) => kept.change as RowChange<Row>),
    );
  } finally {
    feed.fetching -= 1;
    if (feed.fetching === 0) feed.kept = [];
  }
}
