/** A value that many watch: each gets what is known now, then the newest after each change. */
export interface Latest<T> {
  get(): T;
  set(value: T): void;
  /** Ends when `signal` aborts. A slow watcher skips what is old by the time it looks. */
  watch(signal: AbortSignal): AsyncGenerator<T, void, undefined>;
  /** Called at once after each change; returns how to stop. */
  tap(listener: () => void): () => void;
}

/** `gapMs`: at least this long between two values for one watcher (the newest is never lost). */
export function createLatest<T>(initial: T, options: { gapMs?: number } = {}): Latest<T> {
  const gapMs = options.gapMs ?? 0;
  let value = initial;
  let version = 0;
  const wakers = new Set<() => void>();
  const taps = new Set<() => void>();

  async function* watch(signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    let seen = -1;
    while (!signal.aborted) {
      if (seen !== version) {
        seen = version;
        yield value;
        if (gapMs > 0) await pause(gapMs, signal);
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          wakers.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        wakers.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  }

  return {
    get: () => value,
    set(next) {
      value = next;
      version += 1;
      for (const wake of [...wakers]) wake();
      for (const tap of [...taps]) tap();
    },
    watch,
    tap(listener) {
      taps.add(listener);
      return () => taps.delete(listener);
    },
  };
}

/** Waits `ms`, or until `signal` aborts; never rejects. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
