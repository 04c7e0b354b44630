import { useMemo } from 'react';
import styles from './log-list.module.css';

export interface MatchMarksProps {
  readonly found: readonly number[];
  readonly current: number | undefined;
  readonly firstSeq: number;
  readonly count: number;
}

/** Finer than this no eye tells marks apart. */
const places = 200;

/** Where in the whole log the matches are, beside the scrollbar. */
export function MatchMarks({ found, current, firstSeq, count }: MatchMarksProps) {
  const placeOf = (seq: number) => Math.floor(((seq - firstSeq) * places) / Math.max(1, count));
  const length = found.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the array grows in place.
  const marked = useMemo(
    () => [...new Set(found.filter((seq) => seq >= firstSeq).map(placeOf))],
    [found, length, firstSeq, count],
  );
  if (marked.length === 0) return null;
  return (
    <div className={styles.marks} aria-hidden data-match-marks>
      {marked.map((place) => (
        <i key={place} style={{ top: `${(place * 100) / places}%` }} />
      ))}
      {current === undefined ? null : (
        <i data-current style={{ top: `${(placeOf(current) * 100) / places}%` }} />
      )}
    </div>
  );
}
