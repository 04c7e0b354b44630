/** Sorting rows by one column, with the key as the last word so that equal rows never swap. Pure. */

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
/** Names as people sort them: `web-2` before `web-10`. */
export const compareText = (a: string, b: string): number => collator.compare(a, b);
/** Null last, whatever the direction of the rest would say for ascending order. */
export function compareNumbers(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a - b;
}

export interface SortRule<Row> {
  readonly compare: (a: Row, b: Row) => number;
  readonly descending: boolean;
  readonly keyOf: (row: Row) => string;
}

export function sortRows<Row>(rows: readonly Row[], rule: SortRule<Row>): readonly Row[] {
  const sign = rule.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const order = sign * rule.compare(a, b);
    if (order !== 0) return order;
    const [left, right] = [rule.keyOf(a), rule.keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
