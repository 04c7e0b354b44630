import { useTranslation } from 'react-i18next';
import styles from './skeleton.module.css';

/** Grey lines where text will be; for the first paint only, never over data that is there. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
          key={index}
          className={styles.line}
          style={{ width: `${[72, 54, 64, 40][index % 4]}%` }}
        />
      ))}
    </div>
  );
}
