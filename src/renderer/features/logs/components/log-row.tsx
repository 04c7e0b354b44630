import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { cx } from '../../../shared/ui/class-names.ts';
import { type AnsiStyle, ansiParts } from '../model/ansi.ts';
import type { LogRow } from '../model/log-buffer.ts';
import { shownPieces } from '../model/pieces.ts';
import { clockTime, dayOf } from '../model/stamp.ts';
import styles from './log-list.module.css';

export interface RowLook {
  readonly times: boolean;
  readonly query: string;
}

function styleOf(style: AnsiStyle): React.CSSProperties | undefined {
  const { colour, ground } = style;
  const css: Record<string, string> = {};
  if (colour !== null) css.color = `var(--ansi-${colour})`;
  if (ground !== null) {
    css.background = `color-mix(in oklab, var(--ansi-${ground}) 22%, transparent)`;
    css.color = 'var(--text)';
  }
  return colour === null && ground === null ? undefined : css;
}

const classOf = (style: AnsiStyle) =>
  cx(
    style.bold && styles.bold,
    style.dim && styles.dim,
    style.italic && styles.italic,
    style.underline && styles.underline,
    style.strike && styles.strike,
    style.inverse && styles.inverse,
  );

function Time({ stamp }: { readonly stamp: string | null }) {
  if (stamp === null) return <span className={styles.time} />;
  const day = dayOf(stamp);
  const isToday = day === dayOf(new Date().toISOString());
  return (
    <time className={styles.time} dateTime={stamp} title={stamp}>
      {isToday ? clockTime(stamp) : `${day} ${clockTime(stamp)}`}
    </time>
  );
}

export interface LogRowViewProps extends RowLook {
  readonly row: LogRow;
  /** The match that "next" and "previous" went to. */
  readonly current: boolean;
  readonly whole: boolean;
  readonly onWhole: (seq: number) => void;
}

/** One line, or what happened between two. Never renders because another line came. */
export const LogRowView = memo(function LogRowView(props: LogRowViewProps) {
  const { row, query, times, current, whole, onWhole } = props;
  const { t } = useTranslation('logs');
  const format = useFormat();
  const counted = (count: number) => ({ count, formatted: format.number(count) });
  const shown = useMemo(
    () => (row.kind === 'line' ? shownPieces(ansiParts(row.text), { query, whole }) : undefined),
    [row, query, whole],
  );
  if (row.kind === 'mark' || !shown) {
    if (row.kind !== 'mark') return null;
    return (
      <div className={styles.mark} data-mark={row.mark}>
        {t(`mark.${row.mark}`)}
        <time dateTime={new Date(row.atMs).toISOString()}>{format.dateTime(row.atMs)}</time>
      </div>
    );
  }
  return (
    <div
      className={styles.line}
      data-stream={row.stream}
      data-found={shown.found || undefined}
      data-current={current || undefined}
    >
      <span className={styles.source} title={row.stream}>
        {row.stream === 'stderr' ? (
          <span className="visually-hidden">{`${row.stream} `}</span>
        ) : null}
      </span>
      {times ? <Time stamp={row.stamp} /> : null}
      <span className={styles.text}>
        {shown.pieces.map((piece, n) => {
          const Tag = piece.match ? 'mark' : 'span';
          return (
            <Tag
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never move.
              key={n}
              className={classOf(piece.style)}
              style={piece.match ? undefined : styleOf(piece.style)}
            >
              {piece.text}
            </Tag>
          );
        })}
        {shown.hiddenCharacters > 0 ? (
          <button type="button" className={styles.note} onClick={() => onWhole(row.seq)}>
            {t('showWhole', counted(shown.hiddenCharacters))}
          </button>
        ) : null}
        {row.cutCharacters > 0 ? (
          <span className={styles.note}>{t('cut', counted(row.cutCharacters))}</span>
        ) : null}
      </span>
    </div>
  );
});
