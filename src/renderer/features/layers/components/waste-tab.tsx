import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { isGone, useRenewal, wasteQuery } from '../api/queries.ts';
import { useExplorer } from './use-explorer.ts';
import { WasteEfficiency } from './waste-efficiency.tsx';
import { WasteEntries } from './waste-entries.tsx';
import { WasteMends } from './waste-mends.tsx';
import styles from './waste-tab.module.css';

/** Bytes that travel and that nobody sees: how many, who caused them, and what keeps them out. */
export function WasteTab() {
  const { t } = useTranslation('layers');
  const { image, renew } = useExplorer();
  const { data, error, refetch, ...more } = useInfiniteQuery(wasteQuery(image.analysis));
  useRenewal(error, renew);
  if (error && !isGone(error) && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  const [first] = data?.pages ?? [];
  if (!first) return <Skeleton lines={8} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
    <section className={styles.body} aria-label={t('tab.waste')} tabIndex={0}>
      <WasteEfficiency efficiency={first.efficiency} />
      {first.total === 0 ? (
        <EmptyState title={t('waste.none')}>{t('waste.noneWhy')}</EmptyState>
      ) : (
        <>
          <WasteMends mends={first.mends} wastedBytes={first.efficiency.wastedBytes} />
          <WasteEntries
            entries={data?.pages.flatMap((page) => page.entries) ?? []}
            total={first.total}
          />
          {more.hasNextPage ? (
            <div className={styles.more}>
              <Button pending={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
                {t('waste.more')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}
