/**
 * How long to wait before the next try: doubles from 0.3 s, with jitter, up to `maxMs`; up to
 * `laterMaxMs` once `laterAfterMs` have passed since the first try.
 */
export interface BackOff {
  /** What the last try took counts as waiting: a call that nobody answers is a wait, too. */
  nextMs(tookMs?: number): number;
  reset(): void;
}

const firstMs = 300;
/** The shortest first wait. */
const leastMs = 0.75 * firstMs;

/** `random` gives 0 ≤ x < 1. The wait is 75 to 125 % of its step, so that many hosts do not march in step. */
export function createBackOff(options: {
  maxMs: number;
  laterMaxMs?: number;
  laterAfterMs?: number;
  random?: () => number;
  now?: () => number;
}): BackOff {
  const { maxMs, laterMaxMs = maxMs, laterAfterMs = 0 } = options;
  const random = options.random ?? Math.random;
  const now = options.now ?? performance.now.bind(performance);
  let stepMs = firstMs;
  let beganMs: number | undefined;
  return {
    nextMs(tookMs = 0) {
      beganMs ??= now();
      const limitMs = now() - beganMs >= laterAfterMs ? laterMaxMs : maxMs;
      const waitMs = stepMs * (0.75 + random() / 2);
      stepMs = Math.min(stepMs * 2, limitMs);
      return Math.max(Math.min(waitMs, limitMs) - tookMs, leastMs);
    },
    reset() {
      stepMs = firstMs;
      beganMs = undefined;
    },
  };
}
