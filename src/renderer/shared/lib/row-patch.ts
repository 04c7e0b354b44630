/** Pure patching of a listed array by id. Unchanged rows keep their identity, so they do not render. */

export interface RowChange<Row> {
  readonly id: string;
  /** The row as it is now, or null when it is gone. */
  readonly row: Row | null;
}

/** Applies changes in their order: replaces, appends, removes. The same array when nothing differs. */
export function patchRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  changes: readonly RowChange<Row>[],
): readonly Row[] {
  if (changes.length === 0) return rows;
  const last = new Map<string, Row | null>();
  for (const change of changes) last.set(change.id, change.row);
  const next: Row[] = [];
  let differs = false;
  for (const row of rows) {
    const change = last.get(row.id);
    if (change === undefined) {
      next.push(row);
      continue;
    }
    last.delete(row.id);
    if (change !== null && sameRow(row, change)) next.push(row);
    else {
      differs = true;
      if (change !== null) next.push(change);
    }
  }
  for (const row of last.values()) {
    if (row === null) continue;
    differs = true;
    next.push(row);
  }
  return differs ? next : rows;
}

/** Rows are small plain data from the wire: their JSON tells whether they differ. */
function sameRow(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Keeps the identity of rows that a fresh list repeats unchanged. */
export function reuseRows<Row extends { readonly id: string }>(
  before: readonly Row[] | undefined,
  fresh: readonly Row[],
): readonly Row[] {
  if (!before) return fresh;
  const known = new Map(before.map((row) => [row.id, row]));
  return fresh.map((row) => {
    const old = known.get(row.id);
    return old && sameRow(old, row) ? old : row;
  });
}
