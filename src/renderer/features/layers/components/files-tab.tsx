import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { TreeRow } from '../../../../contract/layers.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { findParent } from '../api/find-parent.ts';
import { isGone, useRenewal, useRowWindow } from '../api/queries.ts';
import { allClosed, allOpen, toggleFolders } from '../model/open-folders.ts';
import { changesIn, nextTreeSort, readTreeSort } from '../model/view.ts';
import { FileView } from './file-view.tsx';
import styles from './files-tab.module.css';
import { TreeGrid } from './tree-grid.tsx';
import { TreeToolbar } from './tree-toolbar.tsx';
import type { TreeTarget } from './tree-types.ts';
import { useExplorer } from './use-explorer.ts';
import { useFileMenu } from './use-file-menu.ts';
import { useTreeAsk } from './use-tree-ask.ts';
import { useTreeColumns } from './use-tree-columns.tsx';
import { ViewSwitch } from './view-switch.tsx';

/** A layer with so few entries is shown with all its folders open. */
const openUpTo = 80;

const isRemoved = (row: TreeRow) => row.change === 'removed';

/** Nothing fits the filter, or the layer holds nothing. */
function NoFiles() {
  const { t } = useTranslation('layers');
  const { search, change, image, layer } = useExplorer();
  const { q, show, min } = search;
  if (q || show || min) {
    const clear = () => change({ q: undefined, show: undefined, min: undefined });
    return (
      <EmptyState
        title={t('empty.filtered')}
        action={<Button onClick={clear}>{t('empty.clear')}</Button>}
      />
    );
  }
  const summary = image.layers.find((one) => one.index === layer);
  const missing = summary?.missing ?? 'no';
  if (missing !== 'no') {
    return (
      <EmptyState title={t(`layer.missing.${missing}`)}>
        {t(`layer.missingWhy.${missing}`)}
      </EmptyState>
    );
  }
  return <EmptyState title={t('empty.layer')}>{t('layer.emptyWhy')}</EmptyState>;
}

function FileTree() {
  const { t } = useTranslation('layers');
  const { image, layer, view, search, change, renew, folders, setFolders } = useExplorer();
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [target, setTarget] = useState<TreeTarget>();
  const summary = image.layers.find((one) => one.index === layer);
  const entries = summary ? summary.added + summary.changed + summary.removed : 0;
  // Until a person opens or closes something it goes by the layer's size.
  const open = folders ?? (view === 'layer' && entries <= openUpTo ? allOpen : allClosed);
  const { ask, find } = useTreeAsk(open);
  const rows = useRowWindow(ask, shown);
  useRenewal(rows.error, renew);
  const columns = useTreeColumns();
  const openFile = useCallback(
    (row: TreeRow) => {
      if (row.kind === 'file' || row.kind === 'hardlink') {
        change({ file: row.node });
      }
    },
    [change],
  );
  const menuOf = useFileMenu(openFile);
  const toggle = (nodes: readonly number[]) => setFolders(toggleFolders(open, nodes));
  const onOpen = (row: TreeRow) => (row.expandable ? toggle([row.node]) : openFile(row));
  const { at, file } = search;
  const reveal = async (node: number) => {
    const { parents, row } = await find(node);
    if (parents.length > 0) toggle(parents);
    if (row !== null) setTarget({ index: row });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each node in the address.
  useEffect(() => {
    if (at === undefined || file !== undefined) return;
    // A node that this layer does not have is nowhere in its tree.
    reveal(at).catch(() => {});
    change({ at: undefined });
  }, [at, file]);
  if (rows.error && rows.total === undefined) {
    if (isGone(rows.error)) return <Skeleton lines={8} />;
    return <ProblemView problem={toProblem(rows.error)} onRetry={rows.retry} />;
  }
  return (
    <>
      <TreeToolbar
        search={search}
        change={change}
        changes={changesIn(view)}
        matches={rows.total === undefined ? undefined : rows.matches}
        onOpenAll={() => setFolders(allOpen)}
        onCloseAll={() => setFolders(allClosed)}
      >
        <ViewSwitch />
      </TreeToolbar>
      <TreeGrid
        label={t('tree.label', { number: layer + 1 })}
        columns={columns}
        rows={rows}
        onRange={setShown}
        isWide={isRemoved}
        onToggle={toggle}
        onOpen={onOpen}
        menuOf={menuOf}
        findParent={(row, index) => findParent(ask, row, index)}
        sort={readTreeSort(search.sort)}
        onSort={(by) => change({ sort: nextTreeSort(search.sort, by) })}
        target={target}
        empty={<NoFiles />}
      />
    </>
  );
}

/** The tree of a layer or of the stack, or one file out of it. */
export function FilesTab() {
  const { search, change } = useExplorer();
  const { file } = search;
  return (
    <>
      {/* Hidden, not gone: its place stays. */}
      <div className={styles.tree} hidden={file !== undefined}>
        <FileTree />
      </div>
      {file === undefined ? null : (
        <FileView node={file} onClose={() => change({ file: undefined, at: file })} />
      )}
    </>
  );
}
