import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { imageLayersPath } from '../../../shared/lib/layer-address.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Bytes, RelativeTime, ShortId } from '../../../shared/ui/text.tsx';
import { historyQuery } from '../api/queries.ts';
import { type HistoryStep, historySteps } from '../model/history.ts';
import styles from './history-tab.module.css';
import detailStyles from './image-detail.module.css';
import { useOpenImage } from './use-open-image.ts';

/** What engines write where only the layer came and not the image that it was. */
// i18n-ignore: the engines' own word
const missing = '<missing>';

function Step({ step }: { readonly step: HistoryStep }) {
  const { t } = useTranslation('images');
  const { entry } = step;
  return (
    <li className={styles.step} data-empty={step.empty || undefined}>
      <span className={styles.number}>{step.number}</span>
      <code className={styles.text}>
        {step.instruction === '' ? null : (
          <span className={styles.instruction}>{step.instruction} </span>
        )}
        {step.text || (step.instruction === '' ? t('history.unknown') : '')}
      </code>
      <span className={styles.size}>
        {step.empty ? t('history.empty') : <Bytes bytes={entry.sizeBytes} />}
      </span>
      <span className={styles.meta}>
        {entry.id ? <ShortId id={entry.id} /> : <code title={t('history.missing')}>{missing}</code>}
        {entry.createdAtMs > 0 ? <RelativeTime atMs={entry.createdAtMs} /> : null}
        {entry.tags.length > 0 ? <span>{entry.tags.join(', ')}</span> : null}
        {entry.comment === '' ? null : <span>{entry.comment}</span>}
      </span>
    </li>
  );
}

/** The steps that made the image, the newest first. */
export function HistoryTab() {
  const { t } = useTranslation('images');
  const image = useOpenImage();
  const router = useRouter();
  const { data, error, refetch } = useQuery(historyQuery(image));
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton lines={8} />;
  const steps = historySteps(data);
  const layers = steps.filter((step) => !step.empty).length;
  return (
    <div className={detailStyles.body}>
      <div className={styles.intro}>
        <p className={styles.counts}>
          <span>{t('history.steps', { count: steps.length })}</span>
          <span>{t('history.layers', { count: layers })}</span>
        </p>
        {data.some((entry) => entry.id === null) ? (
          <p>
            <code>{missing}</code> {t('history.missing')}
          </p>
        ) : null}
        <Button
          icon={Layers}
          onClick={() => router.history.push(imageLayersPath(image.host, image.id))}
        >
          {t('actions.layers')}
        </Button>
      </div>
      <ol aria-label={t('tab.history')}>
        {steps.map((step) => (
          <Step key={step.number} step={step} />
        ))}
      </ol>
    </div>
  );
}
