/** Small texts that look the same everywhere: ids and paths, sizes, times. */

import { formatRelative } from '../i18n/format.ts';
import { useCellTexts } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useClockText } from '../lib/clock.ts';
import { cx } from './class-names.ts';
import styles from './text.module.css';

/** An id, a port, a digest, a path. */
export function Mono(props: { readonly children: string; readonly title?: string | undefined }) {
  return (
    <span className={styles.mono} title={props.title}>
      {props.children}
    </span>
  );
}

/** Cuts in the middle, so that both ends of an id, digest or path stay; the whole on hover. */
export function MiddleTruncate(props: {
  readonly text: string;
  readonly mono?: boolean | undefined;
  /** Characters that always stay at the end. */
  readonly tail?: number | undefined;
}) {
  const tail = Math.min(props.tail ?? 8, props.text.length);
  const cut = props.text.length - tail;
  return (
    <span className={cx(styles.middle, props.mono && styles.mono)} title={props.text}>
      <span className={styles.head}>{props.text.slice(0, cut)}</span>
      <span className={styles.tail}>{props.text.slice(cut)}</span>
    </span>
  );
}

/** `sha256:` and 64 digits as its first twelve; the whole on hover. */
export function ShortId({ id }: { readonly id: string }) {
  return (
    <span className={styles.mono} title={id}>
      {id.replace(/^sha256:/, '').slice(0, 12)}
    </span>
  );
}

/** "3 hours ago", the exact time on hover. All of them share one clock. */
export function RelativeTime({ atMs }: { readonly atMs: number }) {
  const format = useFormat();
  const text = useClockText((nowMs) => formatRelative(atMs, nowMs, format.locale));
  return (
    <time dateTime={new Date(atMs).toISOString()} title={format.dateTime(atMs)}>
      {text}
    </time>
  );
}

/** A size: decimal for disk and network, binary for memory; which one stands in the tooltip. */
export function Bytes(props: { readonly bytes: number; readonly memory?: boolean | undefined }) {
  const t = useCellTexts('common');
  const format = useFormat();
  const exact = t('size.exact', { bytes: format.number(props.bytes) });
  return (
    <span
      className={styles.number}
      title={`${exact} ${props.memory ? t('size.binary') : t('size.decimal')}`}
    >
      {props.memory ? format.memory(props.bytes) : format.bytes(props.bytes)}
    </span>
  );
}
