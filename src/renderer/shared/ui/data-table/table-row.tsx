// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus roves over rows, not over their cells.
import { memo, useState } from 'react';
import { useCellTexts } from '../../i18n/language.tsx';
import { IconButton } from '../button.tsx';
import { cx } from '../class-names.ts';
import { PartBoundary } from '../error-boundary.tsx';
import styles from './data-table.module.css';
import type { Column, RowAction } from './types.ts';

export interface TableRowProps<Row> {
  readonly row: Row;
  readonly rowKey: string;
  readonly name: string;
  readonly index: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  /** Undefined: it cannot be. */
  readonly selected: boolean | undefined;
  readonly old: boolean;
  readonly open: boolean;
  readonly focusable: boolean;
  readonly actions: ((row: Row) => readonly RowAction[]) | undefined;
}

function Actions<Row>({ row, actions }: Pick<TableRowProps<Row>, 'row' | 'actions'>) {
  const inRow = (actions?.(row) ?? []).filter((action) => action.inRow && !action.disabled);
  if (inRow.length === 0) return null;
  return (
    <div className={styles.actions} role="gridcell">
      {inRow.map((action) => (
        <IconButton
          key={action.id}
          icon={action.icon}
          label={action.label}
          danger={action.danger}
          small
          // Reached with the arrow keys from the row, so that Tab leaves the table at once.
          tabIndex={-1}
          onClick={action.run}
        />
      ))}
    </div>
  );
}

function TableRowInner<Row>(props: TableRowProps<Row>) {
  const t = useCellTexts('common');
  const { row, columns, selected } = props;
  // Held by the row itself: the pointer's way over the list renders two rows, not the table.
  const [hot, setHot] = useState(false);
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      aria-current={props.open ? 'true' : undefined}
      data-row-key={props.rowKey}
      tabIndex={props.focusable ? 0 : -1}
      className={cx(
        styles.row,
        selected && styles.selected,
        props.open && styles.open,
        props.old && styles.old,
      )}
      style={{
        gridTemplateColumns: props.template,
        height: props.heightPx,
        transform: `translateY(${props.topPx}px)`,
      }}
      onPointerEnter={() => setHot(true)}
      onPointerLeave={() => setHot(false)}
      onFocus={() => setHot(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHot(false);
      }}
    >
      {selected === undefined ? (
        <span aria-hidden />
      ) : (
        <div role="gridcell" className={styles.select} data-select>
          <span
            role="checkbox"
            aria-checked={selected}
            aria-label={t('table.selectRow', { name: props.name })}
            className={styles.check}
          />
        </div>
      )}
      <PartBoundary
        resetKey={row}
        fallback={
          <div role="gridcell" className={styles.broken}>
            {t('table.brokenRow', { name: props.name })}
          </div>
        }
      >
        {columns.map((column) => (
          <div
            key={column.id}
            role="gridcell"
            data-column={column.id}
            className={cx(styles.cell, column.align === 'end' && styles.end)}
          >
            <Cell column={column} row={row} />
          </div>
        ))}
        {hot ? <Actions row={row} actions={props.actions} /> : null}
      </PartBoundary>
    </div>
  );
}

/** Its own component, so that what a column throws is caught by the row's boundary. */
function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  return (
    <div className={styles.clip} title={column.title?.(row)}>
      {column.render(row)}
    </div>
  );
}

// `memo` loses the type parameter; the cast gives it back.
export const TableRow = memo(TableRowInner) as typeof TableRowInner;
