import { Toggle } from '@base-ui/react/toggle';
import type { ReactNode } from 'react';
import styles from './filter-chip.module.css';

export interface FilterChipProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly count?: number | undefined;
  /** A mark before the label. */
  readonly mark?: ReactNode;
}

/** A filter that is on or off, with how many it would show. */
export function FilterChip({ label, pressed, onChange, count, mark }: FilterChipProps) {
  return (
    <Toggle className={styles.chip} pressed={pressed} onPressedChange={onChange}>
      {mark}
      {label}
      {count === undefined ? null : <span className={styles.count}>{count}</span>}
    </Toggle>
  );
}
