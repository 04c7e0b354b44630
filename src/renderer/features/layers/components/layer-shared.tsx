import { Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LayerSummary } from '../../../../contract/layers.ts';
import styles from './layer-list.module.css';
import popoverStyles from './layer-popover.module.css';
import { LayerPopover } from './layer-popover.tsx';

/** With which images a layer is shared: it lies on the engine once for all of them. */
export function LayerShared({ layer, tabIndex }: { layer: LayerSummary; tabIndex: number }) {
  const { t } = useTranslation('layers');
  if (layer.sharedWith.length === 0) return null;
  const count = layer.sharedWith.length;
  return (
    <LayerPopover
      trigger={
        <button type="button" className={styles.chip} tabIndex={tabIndex}>
          <Share2 size={12} aria-hidden />
          {t('layer.shared', { count })}
        </button>
      }
      title={t('layer.sharedTitle', { count })}
    >
      <p className={popoverStyles.note}>{t('layer.sharedWhy')}</p>
      <ul className={popoverStyles.names}>
        {layer.sharedWith.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </LayerPopover>
  );
}
