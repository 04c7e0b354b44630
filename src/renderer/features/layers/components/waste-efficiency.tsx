import { useTranslation } from 'react-i18next';
import type { Efficiency } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
import styles from './waste-tab.module.css';

function Figure(props: { readonly which: 'ours' | 'dive'; share: number; bytes: number }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  return (
    <div className={styles.figure}>
      <dt>{t(`waste.${props.which}`)}</dt>
      <dd>
        <span className={styles.share}>{format.percent(props.share * 100)}</span>
        <span className={styles.wasted}>
          <Bytes bytes={props.bytes} /> {t('waste.wasted')}
        </span>
      </dd>
      <dd className={styles.formula}>{t(`waste.${props.which}Formula`)}</dd>
    </div>
  );
}

/** Both formulas: ours, and that of `dive`, whose users compare. */
export function WasteEfficiency({ efficiency }: { readonly efficiency: Efficiency }) {
  const { t } = useTranslation('layers');
  return (
    <section className={styles.part} aria-label={t('waste.efficiency')}>
      <dl className={styles.figures}>
        <Figure which="ours" share={efficiency.ours} bytes={efficiency.wastedBytes} />
        <Figure which="dive" share={efficiency.dive} bytes={efficiency.diveWastedBytes} />
      </dl>
      <p className={styles.why}>{t('waste.differs')}</p>
    </section>
  );
}
