import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
import { signedBytes } from '../model/signed.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './compare.module.css';
import type { ComparedSide } from './compare-types.ts';
import { SourcePlace } from './source-name.tsx';

function Side({ side, label }: { readonly side: ComparedSide; readonly label: string }) {
  return (
    <div className={styles.image}>
      <dt>{label}</dt>
      <dd>
        <bdi className={styles.name} title={side.image.name}>
          {side.image.name}
        </bdi>
        <span className={styles.facts}>
          <SourcePlace source={side.source} />
          <span>{side.image.platform}</span>
          <Bytes bytes={side.image.sizeBytes} />
        </span>
      </dd>
    </div>
  );
}

export interface CompareSummaryProps {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly comparison: Comparison;
}

/** Both images, and in one line what became of the left one. */
export function CompareSummary({ left, right, comparison }: CompareSummaryProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const bytes = {
    added: comparison.addedBytes,
    removed: -comparison.removedBytes,
    changed: comparison.changedBytes,
  };
  return (
    <section className={styles.summary} aria-label={t('compare.summary')}>
      <dl className={styles.images}>
        <Side side={left} label={t('compare.left')} />
        <Side side={right} label={t('compare.right')} />
      </dl>
      <ul className={styles.figures}>
        <li>
          {t('compare.shared', {
            count: comparison.sharedLayers,
            bytes: format.bytes(comparison.sharedBytes),
          })}
        </li>
        {(['added', 'removed', 'changed'] as const).map((change) => (
          <li key={change}>
            <ChangeMark change={change} silent />
            {t(`compare.${change}`, {
              count: comparison[change],
              shown: format.number(comparison[change]),
              bytes: signedBytes(bytes[change], format.bytes),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
