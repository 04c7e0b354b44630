import { useTranslation } from 'react-i18next';
import type { WasteEntry } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
import { shownName } from '../model/shown-name.ts';
import { ChangeMark } from './change-mark.tsx';
import { LayerLink } from './layer-link.tsx';
import styles from './waste-tab.module.css';

function Entry({ entry }: { readonly entry: WasteEntry }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const copies = entry.copies.map(({ layer, bytes }) =>
    t('waste.copy', { number: layer + 1, bytes: format.bytes(bytes) }),
  );
  return (
    <li className={styles.entry}>
      <ChangeMark change={entry.kind === 'removed' ? 'removed' : 'changed'} silent />
      <bdi className={styles.path} title={shownName(entry.path)}>
        {shownName(entry.path)}
      </bdi>
      <Bytes bytes={entry.wastedBytes} />
      <p className={styles.cause}>
        <span className={styles.copies}>{t('waste.copies', { copies: copies.join(', ') })}</span>
        <span className={styles.by}>{t(`waste.kind.${entry.kind}`)}</span>
        <LayerLink layer={entry.causedBy} node={entry.node} />
      </p>
    </li>
  );
}

export interface WasteEntriesProps {
  readonly entries: readonly WasteEntry[];
  readonly total: number;
}

/** Each path with bytes that nobody sees, the largest first. */
export function WasteEntries({ entries, total }: WasteEntriesProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>
        {t('waste.paths')}
        <span className={styles.saves}>
          {t('waste.count', { count: total, shown: format.number(total) })}
        </span>
      </h2>
      <ol aria-label={t('waste.paths')}>
        {entries.map((entry) => (
          <Entry key={`${entry.node} ${entry.causedBy}`} entry={entry} />
        ))}
      </ol>
    </section>
  );
}
