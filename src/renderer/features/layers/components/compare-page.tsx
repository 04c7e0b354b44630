import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentHost } from '../../../shared/lib/current-host.ts';
import { readSource, writeSource } from '../../../shared/lib/layer-address.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { PanelBoundary } from '../../../shared/ui/error-boundary.tsx';
import { useAnalysis } from '../api/use-analysis.ts';
import { draftOf, sourceOf } from '../model/source-draft.ts';
import type { CompareSearch } from '../model/view.ts';
import { AnalysisView } from './analysis-view.tsx';
import styles from './compare.module.css';
import { ComparisonView } from './comparison-view.tsx';
import { SourcePicker } from './source-picker.tsx';

type Change = (part: Partial<CompareSearch>) => void;

/** The two sides while they are chosen. */
function Sides({ search, change }: { readonly search: CompareSearch; readonly change: Change }) {
  const { t } = useTranslation('layers');
  const host = useCurrentHost();
  const [left, setLeft] = useState(() => draftOf(readSource(search.left), host));
  const [right, setRight] = useState(() => draftOf(readSource(search.right), host));
  const sources = { left: sourceOf(left), right: sourceOf(right) };
  return (
    <form
      className={styles.sides}
      aria-label={t('compare.choose')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sources.left || !sources.right) return;
        change({ left: writeSource(sources.left), right: writeSource(sources.right) });
      }}
    >
      <fieldset className={styles.side}>
        <legend>{t('compare.left')}</legend>
        <SourcePicker draft={left} onChange={setLeft} />
      </fieldset>
      <fieldset className={styles.side}>
        <legend>{t('compare.right')}</legend>
        <SourcePicker draft={right} onChange={setRight} />
      </fieldset>
      <div className={styles.submit}>
        <Button type="submit" tone="primary" disabled={!sources.left || !sources.right}>
          {t('compare.compare')}
        </Button>
      </div>
    </form>
  );
}

/** Two images, of any two engines or a registry: what is the same and what differs. */
export function ComparePage() {
  const { t } = useTranslation('layers');
  const search = useSearch({ from: '/layers/compare' });
  const navigate = useNavigate({ from: '/layers/compare' });
  const [choosing, setChoosing] = useState(false);
  const sources = { left: readSource(search.left), right: readSource(search.right) };
  const left = useAnalysis(sources.left && sources.right ? sources.left : undefined);
  const right = useAnalysis(sources.left && sources.right ? sources.right : undefined);
  const change = useCallback(
    (part: Partial<CompareSearch>) => {
      setChoosing(false);
      void navigate({
        to: '.',
        search: (now) => ({ ...now, ...part }),
        replace: true,
      });
    },
    [navigate],
  );
  const { renew: renewLeft } = left;
  const { renew: renewRight } = right;
  const renew = useCallback(() => {
    renewLeft();
    renewRight();
  }, [renewLeft, renewRight]);
  const isChosen = sources.left !== undefined && sources.right !== undefined;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('compare.title')}</h1>
        {isChosen && !choosing ? (
          <Button onClick={() => setChoosing(true)}>{t('compare.chooseOthers')}</Button>
        ) : null}
      </header>
      {isChosen ? null : <p className={styles.what}>{t('compare.what')}</p>}
      {!isChosen || choosing ? <Sides search={search} change={change} /> : null}
      {sources.left && sources.right ? (
        <PanelBoundary resetKey={`${search.left} ${search.right}`}>
          {left.image && right.image ? (
            <ComparisonView
              left={{ source: sources.left, image: left.image }}
              right={{ source: sources.right, image: right.image }}
              search={search}
              change={change}
              renew={renew}
            />
          ) : (
            <div className={styles.reading}>
              {left.image ? null : <AnalysisView source={sources.left} analysis={left} />}
              {right.image ? null : <AnalysisView source={sources.right} analysis={right} />}
            </div>
          )}
        </PanelBoundary>
      ) : null}
    </div>
  );
}
