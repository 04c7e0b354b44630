import { useMemo, useRef, useState } from 'react';
import { type Sort, sortRows } from '../../lib/sort-rows.ts';
import { holdOrder, sameOrder } from '../../lib/stable-order.ts';
import type { Column } from './types.ts';

export interface ShownRows<Row> {
  readonly rows: readonly Row[];
  readonly order: readonly string[];
  readonly waiting: number;
  readonly release: () => void;
}

export interface ShownRowsInput<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  /** The pointer is in the list. */
  readonly held: boolean;
  /** Another value means that the person asked for other rows (a filter): nothing is held back. */
  readonly askedFor: unknown;
}

/** Sorted rows, with the order held still while the pointer is among them. */
export function useShownRows<Row>(input: ShownRowsInput<Row>): ShownRows<Row> {
  const { rows, rowKey, columns, sort, held, askedFor } = input;
  const [released, setReleased] = useState(0);
  const last = useRef<{ order: readonly string[]; ask: string; askedFor: unknown } | null>(null);
  return useMemo(() => {
    const compare = columns.find((column) => column.id === sort.column)?.compare ?? (() => 0);
    const sorted = sortRows(rows, { compare, descending: sort.descending, keyOf: rowKey });
    const wanted = sorted.map(rowKey);
    const ask = `${sort.column} ${sort.descending} ${released}`;
    const before = last.current;
    const hold = held && before?.ask === ask && before.askedFor === askedFor;
    // Nothing is listed yet: there is nothing that could jump.
    const { shown, waiting } =
      hold && before.order.length > 0
        ? holdOrder(before.order, wanted)
        : { shown: wanted, waiting: 0 };
    const order = before && sameOrder(before.order, shown) ? before.order : shown;
    last.current = { order, ask, askedFor };
    const byKey = new Map(sorted.map((row) => [rowKey(row), row]));
    return {
      rows: order.flatMap((key) => byKey.get(key) ?? []),
      order,
      waiting,
      release: () => setReleased((count) => count + 1),
    };
  }, [rows, rowKey, columns, sort, held, askedFor, released]);
}
