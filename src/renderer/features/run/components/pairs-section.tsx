import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newPair } from '../model/draft.ts';
import { rowsOf } from '../model/form.ts';
import { PairLine } from './pair-line.tsx';
import { AddRow, addAndFocus, RowHead } from './row-frame.tsx';
import { Section } from './section.tsx';
import { useRunForm } from './use-run-form.ts';

const none: never[] = [];

/** The environment, or the labels. */
export function PairsSection({ list }: { readonly list: 'env' | 'labels' }) {
  const { t } = useTranslation('run');
  const { draft, form, image, errorOf } = useRunForm();
  const rows = useMemo(() => rowsOf(form, list), [form, list]);
  const [skipped, setSkipped] = useState(0);
  const onSkipped = useCallback((lines: number) => setSkipped(lines), []);
  const known = (list === 'env' ? image.config?.env : undefined) ?? none;
  const add = () => {
    const row = newPair();
    addAndFocus(() => rows.add(row), `${list}.${row.key}.name`);
  };
  return (
    <Section title={t(`pairs.${list}.title`)} hint={list === 'env' ? t('env.hint') : undefined}>
      {draft[list].length > 0 ? (
        <RowHead kind="pair" names={[t(`pairs.${list}.name`), t(`pairs.${list}.value`)]} />
      ) : null}
      {draft[list].map((row, index) => (
        <PairLine
          key={row.key}
          row={row}
          number={index + 1}
          list={list}
          rows={rows}
          known={known}
          error={errorOf(`${list}.${row.key}.name`)}
          onSkipped={onSkipped}
        />
      ))}
      {skipped > 0 ? <p role="status">{t('env.skipped', { count: skipped })}</p> : null}
      <AddRow label={t(`pairs.${list}.add`)} onAdd={add} />
    </Section>
  );
}
