import type { ReactNode } from 'react';
import type { EntryKind } from '../../../../contract/layers.ts';
import type { MenuEntry } from '../../../shared/ui/menu.tsx';
import type { WindowedRows } from '../api/queries.ts';
import type { TreeSort } from '../model/view.ts';

/** What a row of any tree has. */
export interface GridRow {
  readonly node: number;
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly name: string;
  readonly kind: EntryKind;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

export interface TreeColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly align?: 'end' | undefined;
  /** Absent: the tree is not sorted by it. */
  readonly sort?: TreeSort['sort'] | undefined;
  /** Absent: it takes the room that is left. */
  readonly widthPx?: number | undefined;
  /** Only where the whole tree is at least so wide. */
  readonly fromPx?: number | undefined;
  readonly render: (row: Row) => ReactNode;
  readonly title?: ((row: Row) => string) | undefined;
}

/** A row to bring into view and to focus; another object asks again. */
export interface TreeTarget {
  readonly index: number;
}

export interface TreeGridProps<Row extends GridRow> {
  readonly label: string;
  readonly columns: readonly TreeColumn<Row>[];
  readonly rows: WindowedRows<Row>;
  /** Its name may take the room of the other columns, which have nothing to say of it. Keep it stable. */
  readonly isWide?: ((row: Row) => boolean) | undefined;
  /** Which rows are on screen. Keep it stable. */
  readonly onRange: (shown: { readonly first: number; readonly last: number }) => void;
  /** Opens what is closed, closes what is open. */
  readonly onToggle: (nodes: readonly number[]) => void;
  readonly onOpen: (row: Row) => void;
  readonly menuOf: (row: Row) => readonly MenuEntry[];
  /** Where a row's folder stands when it is too far away to be read already. */
  readonly findParent: (row: Row, index: number) => Promise<number | undefined>;
  readonly sort: TreeSort;
  readonly onSort: (by: TreeSort['sort']) => void;
  readonly target?: TreeTarget | undefined;
  readonly empty: ReactNode;
}
