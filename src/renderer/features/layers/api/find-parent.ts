import type { RowAsk } from './queries.ts';

/** The most rows that one call gives. */
const mostRows = 500;

interface Placed {
  readonly level: number;
  readonly position: number;
}

/**
 * Where a row's folder stands when the rows between are not read. It is above the row's siblings: at least as
 * many rows up as the row's place among them, so in nearly every folder the first call finds it.
 */
export async function findParent<Row extends Placed>(
  ask: RowAsk<Row>,
  row: Placed,
  index: number,
): Promise<number | undefined> {
  const { signal } = new AbortController();
  for (let end = index - row.position + 1; end > 0; end -= mostRows) {
    const from = Math.max(0, end - mostRows);
    const { rows } = await ask.fetch(from, { count: end - from, signal });
    const found = rows.findLastIndex((one) => one.level < row.level);
    if (found >= 0) return from + found;
  }
  return undefined;
}
