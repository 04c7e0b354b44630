import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, Eye, EyeOff } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { masked } from '../../../contract/secrets.ts';
import { type JsonRow, jsonRows, matchingRows, unfolded } from '../lib/json-rows.ts';
import { IconButton } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './json-tree.module.css';
import { SearchField } from './search-field.tsx';

export interface JsonTreeProps {
  /** As the engine sent it. What is not JSON is shown as text. */
  readonly json: string;
}

const rowPx = 22;

function parse(json: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

interface LineProps {
  readonly row: JsonRow;
  readonly folded: boolean;
  readonly revealed: boolean;
  readonly onFold: () => void;
  readonly onReveal: () => void;
}

function Line({ row, folded, revealed, onFold, onReveal }: LineProps) {
  const { t } = useTranslation('common');
  const nested = row.kind === 'object' || row.kind === 'array';
  const hidden = row.secret && !revealed;
  return (
    <>
      {nested && row.size > 0 ? (
        <button type="button" className={styles.fold} aria-expanded={!folded} onClick={onFold}>
          {folded ? <ChevronRight size={13} aria-hidden /> : <ChevronDown size={13} aria-hidden />}
          <span className={styles.key}>{row.key}</span>
        </button>
      ) : (
        <span className={styles.leaf}>{row.key}</span>
      )}
      {nested ? (
        <span className={styles.size}>
          {row.size === 0
            ? row.kind === 'array'
              ? '[]'
              : '{}'
            : t('json.items', { count: row.size })}
        </span>
      ) : (
        <span className={styles.value} data-kind={row.kind} title={hidden ? undefined : row.text}>
          {hidden ? masked(JSON.parse(row.text) as string) : row.text}
        </span>
      )}
      {row.secret ? (
        <IconButton
          small
          icon={revealed ? EyeOff : Eye}
          label={t(revealed ? 'json.hide' : 'json.show', { key: row.key })}
          onClick={onReveal}
        />
      ) : null}
      {nested || hidden ? null : (
        <span className={styles.copy}>
          <CopyButton text={row.kind === 'text' ? (JSON.parse(row.text) as string) : row.text} />
        </span>
      )}
    </>
  );
}

/** JSON as a tree: foldable, searchable, with secret-looking values hidden until asked for. */
export function JsonTree({ json }: JsonTreeProps) {
  const { t } = useTranslation('common');
  const scroller = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  const asked = useDeferredValue(query.trim());
  const parsed = useMemo(() => parse(json), [json]);
  const all = useMemo(() => (parsed ? jsonRows(parsed.value) : []), [parsed]);
  const rows = useMemo(
    () => (asked === '' ? unfolded(all, folded) : matchingRows(all, asked)),
    [all, folded, asked],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  if (!parsed) return <pre className={styles.text}>{json}</pre>;
  return (
    <div className={styles.tree}>
      <div className={styles.bar}>
        <SearchField
          label={t('json.search')}
          value={query}
          onChange={setQuery}
          status={asked === '' ? undefined : t('json.matches', { count: rows.length })}
        />
      </div>
      <section
        ref={scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        aria-label={t('json.label')}
      >
        <div className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={row.path}
                className={styles.row}
                style={{
                  transform: `translateY(${item.start}px)`,
                  paddingLeft: 12 + row.depth * 16,
                }}
              >
                <Line
                  row={row}
                  folded={asked === '' && folded.has(row.path)}
                  revealed={revealed.has(row.path)}
                  onFold={() => setFolded((now) => toggled(now, row.path))}
                  onReveal={() => setRevealed((now) => toggled(now, row.path))}
                />
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
