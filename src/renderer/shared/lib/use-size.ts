/** The size of an element, and whether it is narrower than something. */
import { type RefObject, useEffect, useState } from 'react';

/** Content width in CSS pixels; 0 until measured. Renders anew only when the whole pixel changes. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const node = ref.current;
    if (!node) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** How much the page is enlarged by the settings; pointer events do not know of it. */
export function pageZoom(): number {
  return Number(document.documentElement.style.getPropertyValue('--zoom')) || 1;
}
