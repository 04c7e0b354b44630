import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import styles from './virtual-lines.module.css';

export interface VirtualLinesProps {
  readonly label: string;
  readonly count: number;
  /** Of the longest line, in characters, with everything beside its text. */
  readonly columns: number;
  readonly lineAt: (index: number) => ReactNode;
}

/** As in the style sheet. */
const linePx = 18;

/** Lines of one height, of which only those on screen exist. By keyboard it scrolls. */
export function VirtualLines({ label, count, columns, lineAt }: VirtualLinesProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 12,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
    <section ref={scroller} className={styles.scroller} aria-label={label} tabIndex={0}>
      <div
        className={styles.sheet}
        style={{ height: virtual.getTotalSize(), minWidth: `${columns}ch` }}
      >
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.index}
            className={styles.line}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {lineAt(item.index)}
          </div>
        ))}
      </div>
    </section>
  );
}
