/** How long to wait before the next try: doubles from 0.3 s, with jitter, up to `maxMs`. */
export interface BackOff {
  nextMs(): number;
  reset(): void;
}

const firstMs = 300;

/** `random` gives 0 ≤ x < 1. The wait is 75 to 125 % of its step, so that many hosts do not march in step. */
export function createBackOff(options: { maxMs: number; random?: () => number }): BackOff {
  const random = options.random ?? Math.random;
  let stepMs = firstMs;
  return {
    nextMs() {
      const waitMs = stepMs * (0.75 + random() / 2);
      stepMs = Math.min(stepMs * 2, options.maxMs);
      return Math.min(waitMs, options.maxMs);
    },
    reset() {
      stepMs = firstMs;
    },
  };
}
