import { Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WasteMend } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { shownName } from '../model/shown-name.ts';
import { LayerLink } from './layer-link.tsx';
import styles from './waste-tab.module.css';

/** An advice that saves less of the waste only hides the others. */
const worthShare = 0.01;

/** What would keep the bytes out, with the instructions that it concerns. */
export function WasteMends(props: {
  readonly mends: readonly WasteMend[];
  readonly wastedBytes: number;
}) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const mends = props.mends.filter((mend) => mend.savedBytes >= props.wastedBytes * worthShare);
  if (mends.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{t('mend.title')}</h2>
      <ul className={styles.mends}>
        {mends.map((mend) => (
          <li key={`${mend.kind} ${mend.layers.join(' ')}`} className={styles.mend}>
            <Wrench size={15} aria-hidden />
            <div className={styles.mendText}>
              <p className={styles.mendTitle}>
                {t(`mend.${mend.kind}.title`)}
                <span className={styles.saves}>
                  {t('mend.saves', { bytes: format.bytes(mend.savedBytes) })}
                </span>
              </p>
              <p>{t(`mend.${mend.kind}.how`)}</p>
              {mend.layers.map((layer) => (
                <LayerLink key={layer} layer={layer} />
              ))}
              {mend.examples.length > 0 ? (
                <p className={styles.examples}>
                  {t('mend.examples')}{' '}
                  {mend.examples.map((path) => (
                    <code key={path}>{shownName(path)}</code>
                  ))}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
