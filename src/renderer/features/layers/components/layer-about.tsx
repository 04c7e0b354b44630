import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LayerSummary } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { MiddleTruncate } from '../../../shared/ui/text.tsx';
import { isEmpty } from '../model/layer-lines.ts';
import styles from './layer-popover.module.css';
import { LayerPopover } from './layer-popover.tsx';

export interface LayerAboutProps {
  readonly layer: LayerSummary;
  /** Of all layers up to it. */
  readonly totalBytes: number;
  readonly tabIndex: number;
}

/** The whole instruction, and what its line could only hint at. */
export function LayerAbout({ layer, totalBytes, tabIndex }: LayerAboutProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const number = layer.index + 1;
  const notes = [
    ...(isEmpty(layer) ? [t('layer.emptyWhy')] : []),
    ...(layer.builtElsewhere ? [t('layer.builtElsewhereWhy')] : []),
    ...(layer.missing === 'no' ? [] : [t(`layer.missingWhy.${layer.missing}`)]),
    t('layer.upTo', { bytes: format.bytes(totalBytes) }),
    ...(layer.createdAtMs === null ? [] : [format.dateTime(layer.createdAtMs)]),
    ...(layer.comment === '' ? [] : [layer.comment]),
  ];
  return (
    <LayerPopover
      trigger={
        <IconButton icon={Info} label={t('layer.about', { number })} small tabIndex={tabIndex} />
      }
      title={t('layer.title', { number })}
    >
      {layer.instruction === '' ? null : (
        <div>
          <pre>{layer.instruction}</pre>
          <CopyButton text={layer.instruction} label={t('layer.copyInstruction')} />
        </div>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      {layer.digest === null ? null : (
        <div className={styles.foot}>
          <MiddleTruncate text={layer.digest} mono />
          <CopyButton text={layer.digest} label={t('layer.copyDigest')} />
        </div>
      )}
    </LayerPopover>
  );
}
