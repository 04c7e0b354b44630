// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus roves over rows, not over their cells.
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sort } from '../../lib/sort-rows.ts';
import { pageZoom } from '../../lib/use-size.ts';
import { IconButton } from '../button.tsx';
import { cx } from '../class-names.ts';
import { Menu } from '../menu.tsx';
import styles from './data-table.module.css';
import type { Column } from './types.ts';
import type { ColumnLayout } from './use-columns.ts';

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly layout: ColumnLayout<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly all: boolean;
  readonly some: boolean;
  /** Absent: nothing can be selected. */
  readonly onAll: (() => void) | undefined;
}

function Grip<Row>(props: { readonly column: Column<Row>; readonly layout: ColumnLayout<Row> }) {
  const start = useRef<{ x: number; widthPx: number } | null>(null);
  const { column, layout } = props;
  return (
    <span
      className={styles.grip}
      aria-hidden
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        // What it measures now: a growing column is wider than its own width.
        const cell = event.currentTarget.parentElement;
        start.current = {
          x: event.clientX / pageZoom(),
          widthPx: cell?.offsetWidth ?? layout.widthOf(column),
        };
      }}
      onPointerMove={(event) => {
        if (!start.current) return;
        layout.resize(column, start.current.widthPx + event.clientX / pageZoom() - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
    />
  );
}

function AllBox(props: {
  readonly all: boolean;
  readonly some: boolean;
  readonly onAll: () => void;
}) {
  const { t } = useTranslation('common');
  return (
    <div role="columnheader" className={styles.select}>
      <span
        role="checkbox"
        tabIndex={0}
        aria-checked={props.all ? true : props.some ? 'mixed' : false}
        aria-label={t('table.selectAll')}
        className={styles.check}
        onClick={props.onAll}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return;
          event.preventDefault();
          event.stopPropagation();
          props.onAll();
        }}
      />
    </div>
  );
}

export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { t } = useTranslation('common');
  const { layout, sort, onAll } = props;
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={styles.head}
      style={{ gridTemplateColumns: layout.template }}
    >
      {onAll ? <AllBox all={props.all} some={props.some} onAll={onAll} /> : <span aria-hidden />}
      {layout.visible.map((column) => {
        const sorted = sort.column === column.id;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            className={cx(styles.header, column.align === 'end' && styles.end)}
          >
            {column.compare ? (
              <button
                type="button"
                className={styles.sort}
                onClick={() =>
                  props.onSort({ column: column.id, descending: sorted && !sort.descending })
                }
              >
                <span className={styles.clip}>{column.header}</span>
                {sorted ? <Arrow size={13} aria-hidden /> : null}
              </button>
            ) : (
              <span className={styles.clip}>{column.header}</span>
            )}
            <Grip column={column} layout={layout} />
          </div>
        );
      })}
      <div role="columnheader" className={styles.columnsMenu}>
        <Menu
          align="end"
          trigger={<IconButton icon={Columns3} label={t('table.columns')} small />}
          entries={props.columns.map((column) => ({
            kind: 'check',
            id: column.id,
            label: column.header,
            checked: layout.isShown(column),
            disabled: column.hideable === false,
            onChange: (shown) => layout.toggle(column, shown),
          }))}
        />
      </div>
    </div>
  );
}
