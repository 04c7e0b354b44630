import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useRemembered } from '../../../shared/lib/remembered.ts';
import { Checkbox, Segments } from '../../../shared/ui/choice-fields.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { type DiffLine, diffLines, foldSame, type Gap, sideBySide } from '../model/diff-lines.ts';
import { cutLine, longest } from '../model/line-length.ts';
import styles from './file-view.module.css';
import { VirtualLines } from './virtual-lines.tsx';

export interface DiffViewProps {
  readonly below: string;
  readonly now: string;
  readonly name: string;
}

const Look = z.enum(['unified', 'side']);
const signs = { same: ' ', added: '+', removed: '−' } as const;
const gutterColumns = 16;

function Side({ line, side }: { readonly line: DiffLine | null; readonly side: 'left' | 'right' }) {
  return (
    <span className={styles.side} data-kind={line?.kind ?? 'none'}>
      <span className={styles.number}>{line?.[side] ?? ''}</span>
      <span className={styles.sign}>{line ? signs[line.kind] : ''}</span>
      <span className={styles.text}>{line ? cutLine(line.text) : ''}</span>
    </span>
  );
}

function GapLine({ gap }: { readonly gap: Gap }) {
  const { t } = useTranslation('layers');
  return <span className={styles.gap}>{t('diff.same', { count: gap.count })}</span>;
}

function Unified({ line }: { readonly line: DiffLine | Gap }) {
  if (line.kind === 'gap') return <GapLine gap={line} />;
  return (
    <span className={styles.side} data-kind={line.kind}>
      <span className={styles.number}>{line.left ?? ''}</span>
      <span className={styles.number}>{line.right ?? ''}</span>
      <span className={styles.sign}>{signs[line.kind]}</span>
      <span className={styles.text}>{cutLine(line.text)}</span>
    </span>
  );
}

/** What a layer changed in a file: one below the other, or side by side. */
export function DiffView({ below, now, name }: DiffViewProps) {
  const { t } = useTranslation('layers');
  const [look, setLook] = useRemembered('layers.diff', Look, 'unified');
  const [whole, setWhole] = useState(false);
  const lines = useMemo(() => diffLines(below, now), [below, now]);
  const rows = useMemo(() => (whole ? lines : lines && foldSame(lines)), [lines, whole]);
  const pairs = useMemo(() => (rows && look === 'side' ? sideBySide(rows) : []), [rows, look]);
  const columns = useMemo(() => longest(lines?.map((line) => line.text) ?? []), [lines]);
  if (!rows)
    return <EmptyState title={t('diff.tooDifferent')}>{t('diff.tooDifferentWhy')}</EmptyState>;
  const added = lines?.filter((line) => line.kind === 'added').length ?? 0;
  const removed = lines?.filter((line) => line.kind === 'removed').length ?? 0;
  return (
    <>
      <div className={styles.diffBar}>
        <Segments
          label={t('diff.look')}
          value={look}
          options={Look.options.map((value) => ({ value, label: t(`diff.${value}`) }))}
          onChange={setLook}
        />
        <Checkbox label={t('diff.whole')} checked={whole} onChange={setWhole} />
        <span className={styles.diffCount}>
          {added + removed === 0
            ? t('diff.none')
            : `${t('diff.added', { count: added })} · ${t('diff.removed', { count: removed })}`}
        </span>
      </div>
      <VirtualLines
        key={look}
        label={t('diff.label', { name })}
        count={look === 'side' ? pairs.length : rows.length}
        columns={(columns + gutterColumns) * (look === 'side' ? 2 : 1)}
        lineAt={(index) => {
          if (look === 'unified') {
            const line = rows[index];
            return line ? <Unified line={line} /> : null;
          }
          const pair = pairs[index];
          if (!pair) return null;
          if (pair.kind === 'gap') return <GapLine gap={pair} />;
          return (
            <span className={styles.pair}>
              <Side line={pair.left} side="left" />
              <Side line={pair.right} side="right" />
            </span>
          );
        }}
      />
    </>
  );
}
