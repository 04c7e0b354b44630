import type { ReactNode } from 'react';
import styles from './toolbar.module.css';

export interface ToolbarProps {
  readonly title: string;
  /** How many are listed: "12" or "3 of 12". */
  readonly count?: string | undefined;
  /** Chips and search, after the title. */
  readonly children?: ReactNode;
  /** At the right: the primary action, or the bulk actions of a selection. */
  readonly actions?: ReactNode;
}

/** The head of a view. */
export function Toolbar({ title, count, children, actions }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <h1 className={styles.title}>
        {title}
        {count === undefined ? null : <span className={styles.count}>{count}</span>}
      </h1>
      <div className={styles.filters}>{children}</div>
      <div className={styles.actions}>{actions}</div>
    </div>
  );
}
