import type { ContainerSummary } from '../../contract/containers.ts';
import type { EngineEvent } from '../../engine/events/events.ts';
import type { Happened } from './coalesce.ts';

/**
 * Docker tells of an act before it writes down what its lists are made from (moby, daemon/pause.go:
 * LogContainerEvent, then CheckpointTo): a row that is asked for at once shows the state before, and
 * nothing tells later that it has changed. Measured on 20.10: up to 60 ms after a pause, 260 ms
 * after a die.
 */
export interface LateRows {
  /** Notes what the rows of the event's container must show. */
  expect(event: EngineEvent): void;
  /** True when the row does not show it yet and will be looked at again. */
  isLate(id: string, row: ContainerSummary | null): boolean;
  forget(id: string): void;
  close(): void;
}

/** Between two looks; after the last the row is taken as it is. */
const waitsMs = [15, 25, 50, 100, 200, 400, 800];

type Shows = (row: ContainerSummary, attributes: EngineEvent['attributes']) => boolean;

const hasEnded: Shows = ({ state }) => state !== 'running' && state !== 'paused';

/** By action: whether a row can be from after it. Other actions change nothing that could be told. */
const after: ReadonlyMap<string, Shows> = new Map<string, Shows>([
  ['pause', ({ state }) => state !== 'running'],
  ['unpause', ({ state }) => state !== 'paused'],
  ['start', ({ state }) => state !== 'created' && state !== 'exited'],
  ['die', hasEnded],
  ['stop', hasEnded],
  // Podman tells no old name.
  ['rename', ({ name }, { oldName }) => `/${name}` !== oldName],
]);

interface Awaited {
  readonly happened: Happened;
  readonly shows: (row: ContainerSummary) => boolean;
  looks: number;
  timer: NodeJS.Timeout | undefined;
}

/** `again` is called when it is time for another look. */
export function createLateRows(again: (id: string, happened: Happened) => void): LateRows {
  const awaited = new Map<string, Awaited>();

  function forget(id: string): void {
    clearTimeout(awaited.get(id)?.timer);
    awaited.delete(id);
  }

  return {
    expect(event) {
      const { id, action, timeNano, attributes } = event;
      const shows = after.get(action);
      if (!shows) return;
      forget(id);
      awaited.set(id, {
        ...{ happened: { action, timeNano }, shows: (row) => shows(row, attributes) },
        ...{ looks: 0, timer: undefined },
      });
    },
    isLate(id, row) {
      const one = awaited.get(id);
      if (!one) return false;
      const waitMs = waitsMs[one.looks];
      if (row === null || waitMs === undefined || one.shows(row)) {
        forget(id);
        return false;
      }
      clearTimeout(one.timer);
      one.looks += 1;
      one.timer = setTimeout(() => again(id, one.happened), waitMs);
      return true;
    },
    forget,
    close() {
      for (const id of [...awaited.keys()]) forget(id);
    },
  };
}
