import { cx } from '../class-names.ts';
import styles from './data-table.module.css';
import type { Column } from './types.ts';

export interface TableSkeletonProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly rowPx: number;
}

const rows = Array.from({ length: 12 }, (_, index) => index);
const widths = ['62%', '48%', '74%', '55%'] as const;

/** The table as it will be, with lines for texts. */
export function TableSkeleton<Row>(props: TableSkeletonProps<Row>) {
  return rows.map((index) => (
    <div
      key={index}
      aria-hidden
      className={styles.ghost}
      style={{ gridTemplateColumns: props.template, height: props.rowPx }}
    >
      <span />
      {props.columns.map((column, at) => (
        <span key={column.id} className={cx(styles.cell, column.align === 'end' && styles.end)}>
          <span className={styles.line} style={{ width: widths[(index + at) % widths.length] }} />
        </span>
      ))}
    </div>
  ));
}
