import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerSummary } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes, RelativeTime } from '../../../shared/ui/text.tsx';
import { type Growth, isEmpty, shortInstruction } from '../model/layer-lines.ts';
import { LayerAbout } from './layer-about.tsx';
import styles from './layer-list.module.css';
import { LayerShared } from './layer-shared.tsx';

const signs = { added: '+', changed: '~', removed: '−' } as const;

function Counts({ layer }: { readonly layer: LayerSummary }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  return (['added', 'changed', 'removed'] as const).map((change) =>
    layer[change] === 0 ? null : (
      <span key={change} className={styles[change]}>
        <span aria-hidden>
          {signs[change]}
          {format.number(layer[change])}
        </span>
        <span className="visually-hidden">
          {t(`layer.${change}`, { count: layer[change], shown: format.number(layer[change]) })}
        </span>
      </span>
    ),
  );
}

export interface LayerLineProps {
  readonly layer: LayerSummary;
  readonly growth: Growth;
  readonly current: boolean;
  readonly onSelect: (layer: number) => void;
}

const share = (part: number) => `${part * 100}%`;

/** One line of the history. */
export const LayerLine = memo(({ layer, growth, current, onSelect }: LayerLineProps) => {
  const { t } = useTranslation('layers');
  const empty = isEmpty(layer);
  const isContainer = layer.comment === 'container' && layer.instruction === '';
  const text = isContainer ? t('layer.writable') : shortInstruction(layer);
  const tabIndex = current ? 0 : -1;
  return (
    <li className={styles.line} data-current={current || undefined} data-empty={empty || undefined}>
      <button
        type="button"
        className={styles.select}
        aria-current={current ? 'true' : undefined}
        data-layer={layer.index}
        tabIndex={tabIndex}
        onClick={() => onSelect(layer.index)}
      >
        <span className={styles.top}>
          <span className={styles.number}>{layer.index + 1}</span>
          <code className={styles.instruction} title={text}>
            {text === '' ? t('layer.unknown') : text}
          </code>
          <span className={styles.size}>
            {empty ? t('layer.empty') : <Bytes bytes={layer.sizeBytes} />}
          </span>
        </span>
        {empty ? null : (
          <span className={styles.bar} aria-hidden>
            <span className={styles.before} style={{ width: share(growth.before) }} />
            <span className={styles.own} style={{ width: share(growth.own) }} />
          </span>
        )}
      </button>
      <div className={styles.meta}>
        <Counts layer={layer} />
        {layer.createdAtMs === null ? null : <RelativeTime atMs={layer.createdAtMs} />}
        {layer.missing === 'no' ? null : (
          <span className={styles.missing}>
            <TriangleAlert size={12} aria-hidden />
            {t(`layer.missing.${layer.missing}`)}
          </span>
        )}
        <LayerShared layer={layer} tabIndex={tabIndex} />
        <span className={styles.about}>
          <LayerAbout layer={layer} totalBytes={growth.totalBytes} tabIndex={tabIndex} />
        </span>
      </div>
    </li>
  );
});
LayerLine.displayName = 'LayerLine';
