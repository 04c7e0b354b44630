import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Selection } from '../../lib/selection.ts';
import type { Sort } from '../../lib/sort-rows.ts';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Starting width in pixels; a person may drag another. */
  readonly widthPx: number;
  /** Takes the room that is left. One column should. */
  readonly grow?: boolean | undefined;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end' | undefined;
  /** Ascending. Absent: not sortable. */
  readonly compare?: ((a: Row, b: Row) => number) | undefined;
  readonly render: (row: Row) => ReactNode;
  /** The whole text on hover, where the cell may be cut at its end. */
  readonly title?: ((row: Row) => string) | undefined;
  /** False: it cannot be hidden (the name). */
  readonly hideable?: boolean | undefined;
  readonly hiddenAtFirst?: boolean | undefined;
}

export interface RowAction {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown at the row's right on hover and focus; all are in the context menu. */
  readonly inRow?: boolean | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly reason?: string | undefined;
  /** A `KeyboardEvent.code` that starts it on the focused row: `Delete`, `KeyS`. */
  readonly key?: string | undefined;
  /** A line above it in the menu. */
  readonly startsGroup?: boolean | undefined;
  run(): void;
}

export interface DataTableProps<Row> {
  /** The view's name: widths and hidden columns are remembered under it. */
  readonly id: string;
  /** What the list is, for those who hear it. */
  readonly label: string;
  /** Filtered; the table sorts. Rows that did not change must keep their identity. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The row's name, for its checkbox and for a row that cannot be drawn. */
  readonly rowName: (row: Row) => string;
  /** Must be the same array between renders (`useMemo`), else every row renders anew. */
  readonly columns: readonly Column<Row>[];
  /** The filter as text. Another one means that other rows were asked for: none is held back. */
  readonly filterKey?: string | undefined;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Without the two nothing can be selected. */
  readonly selection?: Selection | undefined;
  readonly onSelection?: ((selection: Selection) => void) | undefined;
  /** The row whose detail is open. */
  readonly openKey?: string | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** What can be done with one row; asked only for the row in hand. Keep it stable (`useCallback`). */
  readonly actions?: ((row: Row) => readonly RowAction[]) | undefined;
  /** `loading`: the skeleton. `stale`: the link is lost, rows stay and are dimmed. */
  readonly status?: 'ready' | 'loading' | 'stale' | undefined;
  /** Rows of which nobody can say whether they still are so: dimmed. Keep it stable. */
  readonly isOld?: ((row: Row) => boolean) | undefined;
  /** Shown when there are no rows. */
  readonly empty?: ReactNode;
  /** The keys of the rows on screen, after each change: for streams that only serve what is seen. */
  readonly onVisible?: ((keys: readonly string[]) => void) | undefined;
}
