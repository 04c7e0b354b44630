import { useRouter } from '@tanstack/react-router';
import { Camera, Copy, Download, FileDiff, Layers, RefreshCw } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerChanges, FileChange } from '../../../../contract/containers.ts';
import { toProblem } from '../../../../contract/errors.ts';
import { copyText } from '../../../shared/lib/clipboard.ts';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { containerLayersPath } from '../../../shared/lib/layer-address.ts';
import { useContainerRow } from '../../../shared/lib/rows.ts';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { Switch } from '../../../shared/ui/choice-fields.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import type { RowAction } from '../../../shared/ui/data-table/types.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FilterChip } from '../../../shared/ui/filter-chip.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { useChanges, useDownloadPath } from '../api/use-changes.ts';
import { targetOf } from '../model/acts.ts';
import { askCommit } from '../model/asked.ts';
import { type ChangesView, changeKinds, shownChanges } from '../model/changes.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './changes.module.css';
import { useChangeColumns } from './use-change-columns.tsx';

const keyOf = (change: FileChange) => change.path;
const none: readonly FileChange[] = [];

interface BarProps {
  readonly data: ContainerChanges | undefined;
  readonly view: ChangesView;
  readonly onView: (part: Partial<ChangesView>) => void;
}

function FilterBar({ data, view, onView }: BarProps) {
  const { t } = useTranslation('containers');
  return (
    <div className={styles.bar}>
      <SearchField
        label={t('changes.filter')}
        value={view.text}
        onChange={(text) => onView({ text })}
      />
      {changeKinds.map((kind) => (
        <FilterChip
          key={kind}
          label={t(`changes.kind.${kind}`)}
          mark={<ChangeMark kind={kind} />}
          pressed={view.kind === kind}
          count={data && shownChanges(data.changes, { ...view, text: '', kind }).length}
          onChange={(pressed) => onView({ kind: pressed ? kind : undefined })}
        />
      ))}
      <Switch
        label={t('changes.hideNoise')}
        hint={t('changes.noise')}
        checked={view.hideNoise}
        onChange={(hideNoise) => onView({ hideNoise })}
      />
    </div>
  );
}

/** What the container's programs wrote, changed and removed since it was made. */
export function ChangesTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('containers');
  const router = useRouter();
  const row = useContainerRow(host, id);
  const { data, error, refetch, isFetching } = useChanges(host, id);
  const download = useDownloadPath(host, id);
  const columns = useChangeColumns();
  const [view, setView] = useState<ChangesView>({ text: '', kind: undefined, hideNoise: true });
  const [sort, setSort] = useState<Sort>({ column: 'path', descending: false });
  const rows = useMemo(() => shownChanges(data?.changes ?? none, view), [data, view]);
  const actions = useCallback(
    ({ path, kind }: FileChange): readonly RowAction[] => [
      {
        ...{ id: 'download', label: t('changes.download'), icon: Download, inRow: true },
        disabled: kind === 'removed',
        reason: kind === 'removed' ? t('changes.isRemoved') : undefined,
        key: 'KeyS',
        run: () => download(path),
      },
      {
        ...{ id: 'copy', label: t('changes.copyPath'), icon: Copy, key: 'KeyC' },
        run: () => void copyText(path),
      },
    ],
    [download, t],
  );
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  const hidden = (data?.changes.length ?? 0) > 0;
  return (
    <div className={styles.changes}>
      <div className={styles.head}>
        <p className={styles.about}>{t('changes.about')}</p>
        <IconButton
          icon={RefreshCw}
          label={t('changes.again')}
          disabled={isFetching}
          onClick={() => void refetch()}
        />
        <Button icon={Layers} onClick={() => router.history.push(containerLayersPath(host, id))}>
          {t('changes.explore')}
        </Button>
        <Button
          icon={Camera}
          disabled={!row}
          onClick={() => (row ? askCommit(targetOf(row, host)) : undefined)}
        >
          {t('commit.offer')}
        </Button>
      </div>
      <FilterBar
        data={data}
        view={view}
        onView={(part) => setView((now) => ({ ...now, ...part }))}
      />
      <DataTable
        id="changes"
        label={t('changes.title')}
        rows={rows}
        rowKey={keyOf}
        rowName={keyOf}
        columns={columns}
        filterKey={`${view.text} ${view.kind ?? ''} ${view.hideNoise}`}
        sort={sort}
        onSort={setSort}
        actions={actions}
        status={data ? 'ready' : 'loading'}
        empty={
          <EmptyState icon={FileDiff} title={t(hidden ? 'changes.filtered' : 'changes.none')}>
            {hidden ? null : t('changes.noneBody')}
          </EmptyState>
        }
      />
      {data && data.left > 0 ? (
        <p className={styles.foot}>{t('changes.left', { count: data.left })}</p>
      ) : null}
    </div>
  );
}
