import { useTranslation } from 'react-i18next';
import styles from './layer-list.module.css';
import popoverStyles from './layer-popover.module.css';
import { LayerPopover } from './layer-popover.tsx';

/** What engines write for a step whose image they do not have. */
// i18n-ignore: the engines' own word
const missing = '<missing>';

/** Said once for all lines: most images were built elsewhere, line by line it would be noise. */
export function BuiltElsewhere({ count }: { readonly count: number }) {
  const { t } = useTranslation('layers');
  if (count === 0) return null;
  return (
    <span className={styles.elsewhere}>
      <LayerPopover
        trigger={
          <button type="button" className={styles.chip}>
            <code>{missing}</code> {count}
            <span className="visually-hidden"> {t('layer.missingAsk')}</span>
          </button>
        }
        title={t('layer.missingTitle', { count, word: missing })}
      >
        <p className={popoverStyles.note}>{t('layer.missingText')}</p>
      </LayerPopover>
    </span>
  );
}
