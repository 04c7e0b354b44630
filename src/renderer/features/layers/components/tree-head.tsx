// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus roves over rows, not over their cells.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '../../../shared/ui/class-names.ts';
import type { TreeSort } from '../model/view.ts';
import styles from './tree-grid.module.css';
import type { TreeColumn } from './tree-types.ts';

export interface TreeHeadProps<Row> {
  readonly columns: readonly TreeColumn<Row>[];
  readonly template: string;
  readonly sort: TreeSort;
  readonly onSort: (by: TreeSort['sort']) => void;
}

export function TreeHead<Row>({ columns, template, sort, onSort }: TreeHeadProps<Row>) {
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.head}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => {
          const by = column.sort;
          const sorted = by !== undefined && by === sort.sort;
          return (
            <div
              key={column.id}
              role="columnheader"
              className={cx(styles.header, column.align === 'end' && styles.end)}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {by ? (
                <button type="button" className={styles.sort} onClick={() => onSort(by)}>
                  {column.header}
                  {sorted ? <Arrow size={12} aria-hidden /> : null}
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
