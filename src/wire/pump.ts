export interface PumpOptions {
  readonly signal: AbortSignal;
  readonly put: (value: unknown) => void;
  /** Resolves when the next value may be made. */
  readonly room: () => Promise<void>;
}

/**
 * Moves events from a handler to the wire until they end or the signal aborts. A `for await` would
 * not do: it cannot call `return()` while the source is silent, and a cancel has to reach a source
 * that waits. Returns after the source has cleaned up; throws what the source throws.
 */
export async function pump(
  events: AsyncIterable<unknown>,
  { signal, put, room }: PumpOptions,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  const leave = (): void => {
    // What a source throws while it is told to stop has no reader.
    iterator.return?.().catch(() => undefined);
  };
  signal.addEventListener('abort', leave, { once: true });
  let sourceOver = false;
  try {
    while (!signal.aborted) {
      sourceOver = true;
      const step = await iterator.next();
      if (step.done === true) break;
      sourceOver = false;
      if (signal.aborted) break;
      put(step.value);
      await room();
    }
  } finally {
    signal.removeEventListener('abort', leave);
    if (!sourceOver) await iterator.return?.();
  }
}
