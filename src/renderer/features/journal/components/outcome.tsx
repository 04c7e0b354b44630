import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JournalEntry } from '../../../../contract/journal.ts';
import styles from './outcome.module.css';

const icons = { done: CircleCheck, failed: CircleAlert, cancelled: CircleSlash } as const;

/** By shape, colour and word; a failure tells its reason on hover. */
export function Outcome({ entry }: { readonly entry: JournalEntry }) {
  const { t } = useTranslation(['journal', 'errors']);
  const Icon = icons[entry.outcome];
  const why = entry.code ? t(`errors:${entry.code}.sentence`) : undefined;
  return (
    <span className={styles.outcome} data-outcome={entry.outcome} title={why}>
      <Icon size={14} aria-hidden />
      {t(`journal:outcome.${entry.outcome}`)}
    </span>
  );
}
