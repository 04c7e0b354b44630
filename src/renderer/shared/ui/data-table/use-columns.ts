import { useMemo } from 'react';
import * as z from 'zod';
import { useRemembered } from '../../lib/remembered.ts';
import type { Column } from './types.ts';

const Layout = z.object({
  widths: z.record(z.string(), z.number().min(24).max(4000)),
  /** Both lists, so that a column that comes with a newer version starts as it means to. */
  hidden: z.array(z.string()),
  shown: z.array(z.string()),
});

const selectPx = 36;
/** Where no box stands. */
const marginPx = 8;
/** At the right, for the button that chooses columns: it stands over none of them. */
const endPx = 36;
const minPx = 48;

export interface ColumnLayout<Row> {
  readonly visible: readonly Column<Row>[];
  /** `grid-template-columns` of the header and of each row. */
  readonly template: string;
  readonly minWidthPx: number;
  widthOf(column: Column<Row>): number;
  resize(column: Column<Row>, widthPx: number): void;
  toggle(column: Column<Row>, shown: boolean): void;
  isShown(column: Column<Row>): boolean;
}

/** Which columns show and how wide, remembered for the view. */
export function useColumns<Row>(
  id: string,
  columns: readonly Column<Row>[],
  selectable: boolean,
): ColumnLayout<Row> {
  const [layout, setLayout] = useRemembered(`table.${id}`, Layout, {
    widths: {},
    hidden: [],
    shown: [],
  });
  return useMemo(() => {
    const isShown = (column: Column<Row>) =>
      column.hideable === false ||
      (column.hiddenAtFirst
        ? layout.shown.includes(column.id)
        : !layout.hidden.includes(column.id));
    const widthOf = (column: Column<Row>) => layout.widths[column.id] ?? column.widthPx;
    const visible = columns.filter(isShown);
    const startPx = selectable ? selectPx : marginPx;
    const tracks = visible.map((column) =>
      column.grow ? `minmax(${widthOf(column)}px, 1fr)` : `${widthOf(column)}px`,
    );
    return {
      visible,
      template: [`${startPx}px`, ...tracks, `${endPx}px`].join(' '),
      minWidthPx: visible.reduce((sum, column) => sum + widthOf(column), startPx + endPx),
      widthOf,
      isShown,
      resize: (column, widthPx) =>
        setLayout({
          ...layout,
          widths: { ...layout.widths, [column.id]: Math.max(minPx, Math.round(widthPx)) },
        }),
      toggle: (column, shown) => {
        const without = (list: readonly string[]) => list.filter((name) => name !== column.id);
        setLayout({
          ...layout,
          hidden: shown ? without(layout.hidden) : [...without(layout.hidden), column.id],
          shown: shown ? [...without(layout.shown), column.id] : without(layout.shown),
        });
      },
    };
  }, [columns, layout, setLayout, selectable]);
}
