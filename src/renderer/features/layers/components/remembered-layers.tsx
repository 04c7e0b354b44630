import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useRemembered } from '../api/use-remembered.ts';
import styles from './open-page.module.css';

/** Layers that were read once are known: a second image with them costs only its own. */
export function RememberedLayers() {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { remembered, forget } = useRemembered();
  if (!remembered || remembered.layers === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('remembered.title')}</h2>
      <p className={styles.hint}>
        {t('remembered.much', {
          count: remembered.layers,
          bytes: format.bytes(remembered.sizeBytes),
        })}
      </p>
      <div>
        <Button pending={forget.pending} onClick={() => forget.start()}>
          {t('remembered.forget')}
        </Button>
      </div>
    </section>
  );
}
