import type { ContainerId } from '../../contract/ids.ts';
import type { EngineEvent } from '../../engine/events/events.ts';
import type { HostConnection } from '../connections/host-connection.ts';

/** What may happen to one container while somebody follows it. */
export type ContainerHappening = 'start' | 'die' | 'destroy' | 'gap' | 'gone';

export interface ContainerWatch {
  /** The next happening since the last `clear`; rejects never, ends with undefined on abort. */
  next(signal: AbortSignal): Promise<ContainerHappening | undefined>;
  /** Forgets what has happened so far. */
  clear(): void;
  close(): void;
}

/** A restart loop of weeks must not pile up; the last ones tell enough. */
const kept = 100;

export function watchContainer(connection: HostConnection, id: ContainerId): ContainerWatch {
  let queue: ContainerHappening[] = [];
  let wake: (() => void) | undefined;
  const release = connection.hold();
  const untap = connection.events.tap((event) => {
    const happening = event.kind === 'event' ? happeningOf(event.event) : event.kind;
    if (!happening) return;
    queue = [...queue, happening].slice(-kept);
    wake?.();
  });

  function happeningOf(event: EngineEvent): ContainerHappening | undefined {
    if (event.kind !== 'container' || !event.id.startsWith(id)) return undefined;
    const { action } = event;
    return action === 'start' || action === 'die' || action === 'destroy' ? action : undefined;
  }

  return {
    async next(signal) {
      while (!signal.aborted) {
        const first = queue.shift();
        if (first) return first;
        await new Promise<void>((resolve) => {
          const done = () => {
            wake = undefined;
            signal.removeEventListener('abort', done);
            resolve();
          };
          wake = done;
          signal.addEventListener('abort', done, { once: true });
        });
      }
      return undefined;
    },
    clear() {
      queue = [];
    },
    close() {
      untap();
      release();
    },
  };
}
