/** Bytes a second over the last few seconds: a pause shows soon, a burst does not make it jump. */
export interface Rate {
  /** `doneBytes` so far; returns the rate now. */
  note(doneBytes: number, atMs: number): number;
}

const windowMs = 3_000;
/** A transfer tells of each piece, thousands of times in a window; so many points are enough. */
const pointEveryMs = 50;

export function createRate(): Rate {
  let points: { atMs: number; doneBytes: number }[] = [];
  return {
    note(doneBytes, atMs) {
      const last = points.at(-1);
      if (!last || atMs - last.atMs >= pointEveryMs) points.push({ atMs, doneBytes });
      // One point older than the window stays: the rate is measured over the whole of it.
      const from = points.findLastIndex((point) => point.atMs <= atMs - windowMs);
      if (from > 0) points = points.slice(from);
      const first = points[0];
      if (!first || atMs === first.atMs) return 0;
      return Math.max(0, ((doneBytes - first.doneBytes) * 1000) / (atMs - first.atMs));
    },
  };
}
