/** Events for many listeners, each with its own bounded queue. */
export interface Broadcast<T> {
  emit(event: T): void;
  /**
   * Events from this call on (not from the first `next`), until `signal` aborts or `close`. When a listener is more
   * than `limit` behind, its queue is replaced by the one value of `overflow`.
   */
  listen(signal: AbortSignal): AsyncGenerator<T, void, undefined>;
  /** Called at once with each event; returns how to stop. */
  tap(listener: (event: T) => void): () => void;
  listenerCount(): number;
  close(): void;
}

interface Listener<T> {
  queue: T[];
  wake: (() => void) | undefined;
  closed: boolean;
}

export function createBroadcast<T>(options: {
  limit: number;
  overflow: () => T | undefined;
}): Broadcast<T> {
  const listeners = new Set<Listener<T>>();
  const taps = new Set<(event: T) => void>();

  function end(listener: Listener<T>): void {
    listener.closed = true;
    listeners.delete(listener);
    listener.wake?.();
  }

  async function* drain(
    listener: Listener<T>,
    signal: AbortSignal,
  ): AsyncGenerator<T, void, undefined> {
    const stop = () => end(listener);
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return;
      for (;;) {
        const next = listener.queue.shift();
        if (next !== undefined) {
          yield next;
          continue;
        }
        if (listener.closed) return;
        await new Promise<void>((resolve) => {
          listener.wake = resolve;
        });
        listener.wake = undefined;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      end(listener);
    }
  }

  return {
    emit(event) {
      for (const tap of [...taps]) tap(event);
      for (const listener of listeners) {
        if (listener.queue.length >= options.limit) {
          const instead = options.overflow();
          listener.queue = instead === undefined ? [] : [instead];
        } else listener.queue.push(event);
        listener.wake?.();
      }
    },
    listen(signal) {
      const listener: Listener<T> = { queue: [], wake: undefined, closed: false };
      listeners.add(listener);
      if (signal.aborted) end(listener);
      else signal.addEventListener('abort', () => end(listener), { once: true });
      return drain(listener, signal);
    },
    tap(listener) {
      taps.add(listener);
      return () => taps.delete(listener);
    },
    listenerCount: () => listeners.size + taps.size,
    close() {
      for (const listener of [...listeners]) end(listener);
      taps.clear();
    },
  };
}
