/** Waiting with an end: every pause in the renderer can be given up. */

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Back-off: 250 ms, doubled each time, at most 10 s. */
export function backOffMs(attempt: number): number {
  return Math.min(250 * 2 ** Math.min(attempt, 10), 10_000);
}
