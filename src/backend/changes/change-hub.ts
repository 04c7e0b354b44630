import type { HostChange } from '../../contract/changes.ts';
import { ContainerId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';
import { listContainersById } from '../../engine/containers/list.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { imageIdOf } from '../../engine/docker/shapes.ts';
import type { EngineEvent } from '../../engine/events/events.ts';
import { findImage } from '../../engine/images/detail.ts';
import type { HostConnection, HostEvent } from '../connections/host-connection.ts';
import { type Broadcast, createBroadcast } from '../flow/broadcast.ts';
import { type Batch, effectsOf, type Happened } from './coalesce.ts';
import { createLateRows } from './late-rows.ts';
import { createNameBook, type NameBook } from './name-book.ts';
import { createTagOwners } from './tag-owners.ts';

export interface ChangeHub {
  readonly changes: Broadcast<HostChange>;
  readonly names: NameBook;
  /** What a list of images said: who loses a tag when another image takes it. */
  sawImages(rows: readonly ImageSummary[]): void;
  close(): void;
}

/** Events of one act come within a few ms; a person sees no difference below 20 ms. */
const gatherMs = 10;
/** Above this a list is cheaper than the rows. */
const batchLimit = 200;
/** A window this far behind fetches its lists anew. */
const changeBacklog = 2_000;

/**
 * From engine events to rows: gathers for a moment, fetches all changed containers with one request, and tells
 * every window the same. While a fetch runs, later events wait for the next.
 */
export function createChangeHub(connection: HostConnection): ChangeHub {
  const changes = createBroadcast<HostChange>({
    limit: changeBacklog,
    overflow: () => ({ kind: 'gap' }),
  });
  const owners = createTagOwners();
  const names = createNameBook();
  const late = createLateRows((id, what) => {
    if (!batch.containers.has(id)) batch.containers.set(id, what);
    schedule();
  });
  let batch = emptyBatch();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  function schedule(): void {
    if (busy || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      flush().catch(() => {});
    }, gatherMs);
  }

  async function flush(): Promise<void> {
    busy = true;
    try {
      while (batch.containers.size + batch.images.size > 0) {
        const now = batch;
        batch = emptyBatch();
        await look(now);
      }
    } finally {
      busy = false;
    }
  }

  async function look(now: Batch): Promise<void> {
    // Nobody looks: nothing is asked.
    if (changes.listenerCount() === 0) return;
    if (now.containers.size + now.images.size > batchLimit) {
      changes.emit({ kind: 'gap' });
      return;
    }
    try {
      const engine = await connection.engine();
      await Promise.all([
        lookAtContainers(engine, now.containers),
        lookAtImages(engine, now.images),
      ]);
    } catch {
      // The rows are not known: whoever shows them asks for the list.
      changes.emit({ kind: 'gap' });
    }
  }

  async function lookAtContainers(engine: Engine, happened: Batch['containers']): Promise<void> {
    const ids = [...happened.keys()].flatMap((id) => {
      const parsed = ContainerId.safeParse(id);
      return parsed.success ? [parsed.data] : [];
    });
    if (ids.length === 0) return;
    const listed = await listContainersById(engine, ids);
    names.saw(listed);
    const rows = new Map(listed.map((row) => [row.id, row]));
    for (const id of ids) {
      const what = happened.get(id);
      const row = rows.get(id) ?? null;
      if (!what || late.isLate(id, row)) continue;
      changes.emit({ kind: 'container', id, ...what, row });
    }
  }

  async function lookAtImages(engine: Engine, happened: Batch['images']): Promise<void> {
    for (const [name, what] of happened) {
      const row = await findImage(engine, name);
      const id = row?.id ?? imageIdOf(name);
      if (id === null) continue;
      if (row === null) owners.lost(id);
      changes.emit({ kind: 'image', id, ...what, row });
      for (const loser of row ? owners.took(row) : []) batch.images.set(loser, what);
    }
  }

  function gone(id: string, happened: Happened): void {
    batch.containers.delete(id);
    late.forget(id);
    const parsed = ContainerId.safeParse(id);
    if (!parsed.success) return;
    changes.emit({ kind: 'container', id: parsed.data, ...happened, row: null });
  }

  function take(event: EngineEvent): void {
    const happened = { action: event.action, timeNano: event.timeNano };
    for (const effect of effectsOf(event)) {
      if (effect.kind === 'network' || effect.kind === 'volume') {
        changes.emit({ kind: effect.kind, name: effect.name, ...happened });
        const container = effect.kind === 'network' ? effect.container : undefined;
        if (container) batch.containers.set(container, happened);
      } else if (effect.kind === 'image') batch.images.set(effect.id, happened);
      else if (effect.gone) gone(effect.id, happened);
      else {
        batch.containers.set(effect.id, happened);
        if (event.kind === 'container') late.expect(event);
      }
    }
    if (batch.containers.size + batch.images.size > 0) schedule();
  }

  const untap = connection.events.tap((event: HostEvent) => {
    if (event.kind === 'event') take(event.event);
    else if (event.kind === 'gap') {
      batch = emptyBatch();
      late.close();
      changes.emit({ kind: 'gap' });
    }
  });

  return {
    changes,
    names,
    sawImages: owners.saw,
    close() {
      untap();
      late.close();
      clearTimeout(timer);
      changes.close();
    },
  };
}

function emptyBatch(): Batch {
  return { containers: new Map(), images: new Map() };
}
