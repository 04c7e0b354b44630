import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { CompareRow } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { findParent } from '../api/find-parent.ts';
import { isGone, type RowAsk, useRenewal, useRowWindow } from '../api/queries.ts';
import { allClosed, allOpen, type OpenFolders, toggleFolders } from '../model/open-folders.ts';
import { nextTreeSort, readChanges, readTreeSort } from '../model/view.ts';
import type { ComparisonProps } from './compare-types.ts';
import { TreeGrid } from './tree-grid.tsx';
import { TreeToolbar } from './tree-toolbar.tsx';
import { useCompareColumns } from './use-compare-columns.tsx';

const noMenu = () => [];

function useCompareAsk({ left, right, search }: ComparisonProps, open: OpenFolders) {
  const { q, show, min, sort } = search;
  const pair = { left: left.image.analysis, right: right.image.analysis };
  return useMemo<RowAsk<CompareRow>>(() => {
    const shape = {
      ...{ left: pair.left, right: pair.right, text: q ?? '', minBytes: min ?? 0 },
      // What is the same on both sides is what nobody asked for, until someone does.
      changes: show ? readChanges(show) : (['added', 'changed', 'removed'] as const).slice(),
      ...readTreeSort(sort),
      ...{ open: open.open, except: [...open.except] },
    };
    return {
      key: [...keys.layers(pair.left), 'compare-tree', shape],
      fetch: (from, { count, signal }) =>
        api.layers.compareTree({ ...shape, from, count }, { signal }),
    };
  }, [pair.left, pair.right, q, show, min, sort, open]);
}

/** Folders and files of both images with their sizes; a folder's is all that is below it. */
export function CompareTree(props: ComparisonProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { search, change, renew } = props;
  const [open, setFolders] = useState<OpenFolders>(allClosed);
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const ask = useCompareAsk(props, open);
  const rows = useRowWindow(ask, shown);
  useRenewal(rows.error, renew);
  const columns = useCompareColumns(format);
  const toggle = (nodes: readonly number[]) => setFolders(toggleFolders(open, nodes));
  if (rows.error && rows.total === undefined && !isGone(rows.error)) {
    return <ProblemView problem={toProblem(rows.error)} onRetry={rows.retry} />;
  }
  return (
    <>
      <TreeToolbar
        search={search}
        change={change}
        changes={['added', 'changed', 'removed', 'kept']}
        matches={rows.total === undefined ? undefined : rows.matches}
        onOpenAll={() => setFolders(allOpen)}
        onCloseAll={() => setFolders(allClosed)}
      />
      <TreeGrid
        label={t('compare.tree')}
        columns={columns}
        rows={rows}
        onRange={setShown}
        onToggle={toggle}
        onOpen={(row) => (row.expandable ? toggle([row.node]) : undefined)}
        menuOf={noMenu}
        findParent={(row, index) => findParent(ask, row, index)}
        sort={readTreeSort(search.sort)}
        onSort={(by) => change({ sort: nextTreeSort(search.sort, by) })}
        empty={
          <EmptyState
            title={t(search.q || search.show || search.min ? 'empty.filtered' : 'compare.same')}
          />
        }
      />
    </>
  );
}
