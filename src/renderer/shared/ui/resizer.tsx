import { useRef } from 'react';
import { pageZoom } from '../lib/use-size.ts';
import { cx } from './class-names.ts';
import styles from './resizer.module.css';

export interface ResizerProps {
  readonly label: string;
  /** `vertical`: a standing line that changes widths. */
  readonly direction: 'vertical' | 'horizontal';
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** True where pulling left (or up) makes it larger. */
  readonly reversed?: boolean | undefined;
  readonly onChange: (value: number) => void;
  readonly className?: string | undefined;
}

const stepPx = 16;

/** A line that is dragged, or moved with the arrow keys, to change a size in pixels. */
export function Resizer(props: ResizerProps) {
  const start = useRef<{ at: number; value: number } | null>(null);
  const { direction, min, max, value } = props;
  const sign = props.reversed ? -1 : 1;
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  // The pointer is in pixels of the window, the value in those of the enlarged page.
  const place = (event: React.PointerEvent) =>
    (direction === 'vertical' ? event.clientX : event.clientY) / pageZoom();
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={direction}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cx(styles.resizer, styles[direction], props.className)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (!start.current) return;
        props.onChange(clamp(start.current.value + sign * (place(event) - start.current.at)));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        const more = direction === 'vertical' ? 'ArrowRight' : 'ArrowDown';
        const less = direction === 'vertical' ? 'ArrowLeft' : 'ArrowUp';
        if (event.key !== more && event.key !== less) return;
        event.preventDefault();
        event.stopPropagation();
        props.onChange(clamp(value + sign * (event.key === more ? stepPx : -stepPx)));
      }}
    />
  );
}
