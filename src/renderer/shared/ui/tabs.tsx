import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabLink {
  readonly id: string;
  readonly label: string;
  /** Where it leads; its active state comes from the address. */
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>;
  readonly count?: number | undefined;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabLink[];
  readonly actions?: ReactNode;
  /** The shown one, where an address may name it in other ways than its link. */
  readonly current?: string | undefined;
  /** The tabs differ by what stands behind `?` in the address. */
  readonly bySearch?: boolean | undefined;
}

/** Tabs are links: they can be opened, copied and gone back to. */
export function Tabs({ label, tabs, actions, current, bySearch = false }: TabsProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          {...(tab.link as LinkProps)}
          className={styles.tab}
          {...(tab.id === current ? { 'aria-current': 'page' as const } : {})}
          activeProps={{ 'aria-current': 'page' }}
          activeOptions={{ exact: true, includeSearch: bySearch }}
        >
          {tab.label}
          {tab.count ? <span className={styles.count}>{tab.count}</span> : null}
        </Link>
      ))}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </nav>
  );
}
