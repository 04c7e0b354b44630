import { useTranslation } from 'react-i18next';
import type { AnalysedImage } from '../../../../contract/layers.ts';
import { shownName } from '../model/shown-name.ts';
import styles from './explorer-head.module.css';

/** What was odd about the archive and was passed over: said, with the first of each. */
export function Warnings({ warnings }: { readonly warnings: AnalysedImage['warnings'] }) {
  const { t } = useTranslation('layers');
  if (warnings.length === 0) return null;
  const all = warnings.reduce((sum, warning) => sum + warning.count, 0);
  return (
    <details className={styles.warnings}>
      <summary>{t('warnings.title', { count: all })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must take the focus. */}
      <ul tabIndex={0} aria-label={t('warnings.label')}>
        {warnings.map((warning) => (
          <li key={`${warning.kind} ${warning.layer}`}>
            {t(`warnings.${warning.kind}`, { count: warning.count })}
            {warning.layer === null ? '' : ` ${t('warnings.layer', { layer: warning.layer + 1 })}`}
            {warning.example === '' ? null : (
              <>
                {' '}
                <code>{shownName(warning.example)}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
