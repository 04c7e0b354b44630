import { useTranslation } from 'react-i18next';
import type { AnalysisEvent, LayerSource } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { ProgressBar } from '../../../shared/ui/progress-bar.tsx';
import type { Analysis } from '../api/use-analysis.ts';
import { sourceHost, sourceName } from '../model/sources.ts';
import styles from './analysis-view.module.css';
import { SourcePlace } from './source-name.tsx';

type Reading = Extract<AnalysisEvent, { state: 'reading' }>;

function ReadingProgress({ event, label }: { readonly event: Reading; readonly label: string }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { doneBytes, totalBytes } = event;
  // The total is an estimate: what came may be more.
  const total = Math.max(doneBytes, totalBytes);
  const done = format.bytes(doneBytes);
  return (
    <>
      <ProgressBar label={label} value={totalBytes > 0 ? doneBytes / total : null} />
      <p className={styles.figures}>
        {[
          totalBytes > 0
            ? t('progress.bytesOf', { done, total: format.bytes(total) })
            : t('progress.bytes', { done }),
          ...(event.layers > 0
            ? [t('progress.layers', { done: event.layersDone, count: event.layers })]
            : []),
        ].join(' · ')}
      </p>
    </>
  );
}

type Asking = Extract<AnalysisEvent, { state: 'asking' }>;

function AskingText({ event, place }: { readonly event: Asking; readonly place: string }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { layers, knownLayers } = event;
  return (
    <div className={styles.text}>
      <p>{t('asking.bytes', { bytes: format.bytes(event.travelBytes), place })}</p>
      <p>
        {t('asking.layers', { count: layers })}
        {knownLayers > 0 ? ` ${t('asking.known', { count: knownLayers })}` : ''}
      </p>
    </div>
  );
}

export interface AnalysisViewProps {
  readonly source: LayerSource;
  readonly analysis: Analysis;
}

/** What stands where an analysis will be: how far it is, what it asks, why it failed. */
export function AnalysisView({ source, analysis }: AnalysisViewProps) {
  const { t } = useTranslation(['layers', 'common']);
  const { state } = analysis;
  const name = sourceName(source);
  const host = useHost(sourceHost(source));
  const place = host?.label ?? t(`source.${source.kind}`);
  const named = { name: name === '' ? t(`source.${source.kind}`) : name };
  const titles: Partial<Record<typeof state.state, string>> = {
    ...{ asking: t('asking.title', named), stopped: t('asking.title', named) },
    failed: t('progress.failed', named),
  };
  const title = titles[state.state] ?? t('progress.title', named);
  return (
    <div className={styles.center}>
      <section className={styles.panel} aria-label={title}>
        <h1 className={styles.title} title={name}>
          {title}
        </h1>
        <p className={styles.place}>
          <SourcePlace source={source} />
        </p>
        {state.state === 'preparing' ? (
          <>
            <ProgressBar label={title} value={null} />
            <p className={styles.figures} role="status">
              {t(`progress.preparing.${source.kind}`)}
            </p>
          </>
        ) : null}
        {state.state === 'reading' ? <ReadingProgress event={state} label={title} /> : null}
        {state.state === 'asking' ? <AskingText event={state} place={place} /> : null}
        {state.state === 'stopped' ? <p>{t('progress.stopped')}</p> : null}
        {state.state === 'failed' ? (
          <ProblemView problem={state.problem} onRetry={analysis.again} host={sourceHost(source)} />
        ) : null}
        <div className={styles.buttons}>
          {state.state === 'preparing' || state.state === 'reading' ? (
            <Button onClick={analysis.stop}>{t('common:actions.cancel')}</Button>
          ) : null}
          {state.state === 'asking' ? (
            <>
              <Button onClick={analysis.stop}>{t('common:actions.cancel')}</Button>
              <Button tone="primary" onClick={analysis.agree}>
                {t('asking.goOn')}
              </Button>
            </>
          ) : null}
          {state.state === 'stopped' ? (
            <Button onClick={analysis.again}>{t('progress.again')}</Button>
          ) : null}
        </div>
      </section>
    </div>
  );
}
