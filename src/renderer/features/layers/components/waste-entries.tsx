import { useTranslation } from 'react-i18next';
import type { WasteEntry } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
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
    <tr>
      <td className={styles.path}>
        <ChangeMark change={entry.kind === 'removed' ? 'removed' : 'changed'} silent />
        <bdi title={entry.path}>{entry.path}</bdi>
      </td>
      <td className={styles.end}>
        <Bytes bytes={entry.wastedBytes} />
      </td>
      <td>{copies.join(', ')}</td>
      <td>
        {t(`waste.kind.${entry.kind}`)}
        <LayerLink layer={entry.causedBy} node={entry.node} />
      </td>
    </tr>
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
  const shown = format.number(total);
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>
        {t('waste.paths')}
        <span className={styles.saves}>{t('waste.count', { count: total, shown })}</span>
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('waste.path')}</th>
            <th scope="col" className={styles.end}>
              {t('waste.bytes')}
            </th>
            <th scope="col">{t('waste.copies')}</th>
            <th scope="col">{t('waste.cause')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry key={entry.node} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
