import { Progress } from '@base-ui/react/progress';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while the end is not known. */
  readonly value: number | null;
  readonly tone?: 'normal' | 'failed' | 'done' | undefined;
}

export function ProgressBar({ label, value, tone = 'normal' }: ProgressBarProps) {
  return (
    <Progress.Root
      value={value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)}
      aria-label={label}
      className={styles.root}
      data-tone={tone}
    >
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={styles.indicator} />
      </Progress.Track>
    </Progress.Root>
  );
}
