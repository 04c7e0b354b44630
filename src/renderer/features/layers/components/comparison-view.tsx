import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { compareQuery, isGone, useRenewal } from '../api/queries.ts';
import { CompareConfig } from './compare-config.tsx';
import { CompareSummary } from './compare-summary.tsx';
import { CompareTree } from './compare-tree.tsx';
import type { ComparisonProps } from './compare-types.ts';

/** What two images share, and where they differ: in figures, by folder and file, in their settings. */
export function ComparisonView(props: ComparisonProps) {
  const { t } = useTranslation('layers');
  const { left, right, search, renew } = props;
  const { data, error, refetch } = useQuery(
    compareQuery(left.image.analysis, right.image.analysis),
  );
  useRenewal(error, renew);
  if (error && !isGone(error)) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton lines={8} />;
  const tab = search.tab ?? 'files';
  return (
    <>
      <CompareSummary left={left} right={right} comparison={data} />
      <Tabs
        label={t('compare.tabs')}
        bySearch
        current={tab}
        tabs={(['files', 'config'] as const).map((one) => ({
          id: one,
          label: t(`compare.tab.${one}`),
          count: one === 'config' ? data.config.length : undefined,
          link: {
            to: '/layers/compare',
            search: { ...search, tab: one === 'files' ? undefined : one },
          },
        }))}
      />
      {tab === 'files' ? <CompareTree {...props} /> : <CompareConfig differences={data.config} />}
    </>
  );
}
