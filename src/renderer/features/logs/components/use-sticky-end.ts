import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';

export interface StickyEnd {
  sticks(): boolean;
  /** Goes to the end and stays there. */
  readonly follow: () => void;
  /** Something else is looked at from now on. */
  readonly leave: () => void;
  readonly onScroll: () => void;
}

interface StickyOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Nearer to the end than this counts as at the end. */
  readonly endPx: number;
}

/**
 * Holds a list at its end until the reader scrolls up, and again once they are back. The list of rows
 * follows what is appended only where some row stays the same; a burst may replace all of them.
 */
export function useStickyEnd(
  virtual: Virtualizer<HTMLElement, HTMLElement>,
  { scroller, endPx }: StickyOptions,
): StickyEnd {
  const sticks = useRef(true);
  const lastTop = useRef(0);
  // After each drawing: what is new stands below by then, and the browser knows its height.
  useLayoutEffect(() => {
    if (sticks.current && !virtual.isAtEnd(endPx)) virtual.scrollToEnd();
  });
  return useMemo(
    () => ({
      sticks: () => sticks.current,
      follow: () => {
        sticks.current = true;
        virtual.scrollToEnd();
      },
      leave: () => {
        sticks.current = false;
      },
      onScroll: () => {
        const element = scroller.current;
        if (!element) return;
        const top = element.scrollTop;
        const isAtEnd = element.scrollHeight - element.clientHeight - top <= endPx;
        // Only a reader goes up from the end: whatever comes pushes it down, and it is gone to again.
        sticks.current = isAtEnd || (sticks.current && top >= lastTop.current);
        lastTop.current = top;
      },
    }),
    [virtual, scroller, endPx],
  );
}
