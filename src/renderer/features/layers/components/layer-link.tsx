import { useTranslation } from 'react-i18next';
import { shortInstruction } from '../model/layer-lines.ts';
import { useExplorer } from './use-explorer.ts';
import styles from './waste-tab.module.css';

/** A layer by its number and the instruction that made it; leads to it. */
export function LayerLink(props: { readonly layer: number; readonly node?: number | undefined }) {
  const { t } = useTranslation('layers');
  const { image, change } = useExplorer();
  const { layer, node } = props;
  const summary = image.layers.find((one) => one.index === layer);
  const instruction = summary ? shortInstruction(summary) : '';
  return (
    <span className={styles.layer}>
      <button
        type="button"
        className={styles.link}
        onClick={() => change({ layer, tab: undefined, at: node, file: undefined })}
      >
        {t('waste.layer', { number: layer + 1 })}
      </button>
      <code title={instruction}>{instruction === '' ? t('layer.unknown') : instruction}</code>
    </span>
  );
}
