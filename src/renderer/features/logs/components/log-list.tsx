import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useWidth } from '../../../shared/lib/use-size.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { cx } from '../../../shared/ui/class-names.ts';
import { plainText } from '../model/ansi.ts';
import type { LogBuffer, LogRow } from '../model/log-buffer.ts';
import { shownCharacters } from '../model/pieces.ts';
import styles from './log-list.module.css';
import { LogRowView, type RowLook } from './log-row.tsx';
import { MatchMarks } from './match-marks.tsx';
import { useStickyEnd } from './use-sticky-end.ts';

export interface LogListHandle {
  /** Scrolls a row to the middle. */
  show(seq: number): void;
  /** The first row on screen. */
  topSeq(): number;
}

export interface LogListProps extends RowLook {
  readonly label: string;
  readonly buffer: LogBuffer;
  readonly wrap: boolean;
  readonly found: readonly number[];
  readonly current: number | undefined;
  readonly ref: Ref<LogListHandle>;
}

/** As in the style sheet. */
const rowPx = 18;
const characterPx = 7.6;
const marginPx = 32;
const timePx = 100;
/** Nearer to the end than this counts as at the end. */
const endPx = 6;

/** How high a line will be, before it is measured. */
function estimate(row: LogRow | undefined, columns: number): number {
  if (row?.kind !== 'line') return rowPx;
  const shown = Math.min(plainText(row.text).length, shownCharacters);
  return rowPx * Math.max(1, Math.ceil(shown / columns));
}

/** The lines on screen. At its end it stays there; anywhere else nothing moves when lines come or go. */
export function LogList(props: LogListProps) {
  const { buffer, wrap, times, query, found, current } = props;
  const { t } = useTranslation('logs');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [wholes, setWholes] = useState<ReadonlySet<number>>(new Set());
  const textPx = width - marginPx - (times ? timePx : 0);
  const columns = wrap ? Math.max(10, Math.floor(textPx / characterPx)) : Number.POSITIVE_INFINITY;
  const { rows } = buffer;
  const firstSeq = buffer.firstSeq();
  // Of what was drawn: the array itself has changed when the next drawing compares.
  const seqOf = useCallback((index: number) => firstSeq + index, [firstSeq]);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index], columns),
    getItemKey: seqOf,
    overscan: 12,
    anchorTo: 'end',
    scrollEndThreshold: endPx,
  });
  const nextSeq = buffer.nextSeq();
  const end = useStickyEnd(virtual, { scroller, endPx });
  const isAtEnd = end.sticks() || virtual.isAtEnd(endPx);
  /** What had come when the end was last seen. */
  const seen = useRef(0);
  if (isAtEnd || seen.current < firstSeq) seen.current = isAtEnd ? nextSeq : seen.current;

  useEffect(() => {
    // Sizes of lines that are gone are of no use, and a log may run for weeks.
    for (const key of virtual.itemSizeCache.keys()) {
      if (Number(key) < firstSeq) virtual.itemSizeCache.delete(key);
    }
    setWholes((now) => (now.size === 0 ? now : new Set([...now].filter((seq) => seq >= firstSeq))));
  }, [virtual, firstSeq]);

  const layout = `${wrap} ${times}`;
  const laidOut = useRef(layout);
  useLayoutEffect(() => {
    if (laidOut.current === layout) return;
    laidOut.current = layout;
    const top = virtual.getVirtualItemForOffset(virtual.scrollOffset ?? 0)?.index ?? 0;
    virtual.measure();
    // Those on screen are as high as before for the browser: it would not tell their height again.
    for (const node of scroller.current?.querySelectorAll<HTMLElement>('[data-index]') ?? []) {
      virtual.measureElement(node);
    }
    if (end.sticks()) virtual.scrollToEnd();
    else virtual.scrollToIndex(top, { align: 'start' });
  }, [layout, end, virtual]);

  useImperativeHandle(props.ref, () => ({
    show: (seq) => {
      end.leave();
      virtual.scrollToIndex(seq - buffer.firstSeq(), { align: 'center' });
    },
    topSeq: () => {
      const top = virtual.getVirtualItemForOffset(virtual.scrollOffset ?? 0);
      return buffer.firstSeq() + (top?.index ?? 0);
    },
  }));

  const items = virtual.getVirtualItems();
  const unseen = nextSeq - Math.max(seen.current, firstSeq);
  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        aria-label={props.label}
        onScroll={end.onScroll}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          if (event.key === 'End') end.follow();
          else if (event.key === 'Home') {
            end.leave();
            virtual.scrollToIndex(0);
          } else return;
          event.preventDefault();
        }}
      >
        <div
          className={cx(styles.body, wrap && styles.wrap)}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={row.seq}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRowView
                  row={row}
                  times={times}
                  query={query}
                  current={row.seq === current}
                  whole={wholes.has(row.seq)}
                  onWhole={(seq) => setWholes((now) => new Set(now).add(seq))}
                />
              </div>
            );
          })}
        </div>
      </section>
      <MatchMarks found={found} current={current} firstSeq={firstSeq} count={rows.length} />
      {isAtEnd || rows.length === 0 ? null : (
        <div className={styles.toEnd}>
          <Button icon={ArrowDown} onClick={end.follow}>
            {unseen > 0
              ? t('newLines', { count: unseen, formatted: format.number(unseen) })
              : t('toEnd')}
          </Button>
        </div>
      )}
    </div>
  );
}
