import { Outlet, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { ArchiveRestore, BrushCleaning, CloudDownload, FolderSearch } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { isAnswering } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { openLayersPath } from '../../../shared/lib/layer-address.ts';
import { useConnection, useHost } from '../../../shared/lib/live-stores.ts';
import { noSelection, type Selection } from '../../../shared/lib/selection.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import { FilterChip } from '../../../shared/ui/filter-chip.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { SplitPane } from '../../../shared/ui/split-pane.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { useImageRows } from '../api/use-image-rows.ts';
import { imageDialog } from '../model/dialogs.ts';
import { type ImageRow, isShown, shows, textFilter } from '../model/image-rows.ts';
import { hexOf } from '../model/paths.ts';
import {
  type ImagesSearch,
  readSelected,
  readSort,
  writeSelected,
  writeSort,
} from '../model/view.ts';
import { BulkActions } from './bulk-actions.tsx';
import { CheckNewer } from './check-newer.tsx';
import { DropTarget } from './drop-target.tsx';
import { NoImages } from './no-images.tsx';
import { useImageActions } from './use-image-actions.ts';
import { useImageColumns } from './use-image-columns.tsx';

const keyOf = (row: ImageRow) => row.image.id;
const rowName = (row: ImageRow) => row.name;
const route = '/host/$host/images';

/** Rows that were seen once stay while the link or the engine is away. */
function useIsStale(host: HostId): boolean {
  const isOpen = useConnection().kind === 'open';
  const state = useHost(host)?.state;
  return !isOpen || state === undefined || !isAnswering(state);
}

function ImageList() {
  const { t } = useTranslation('images');
  const host = useRouteHost();
  const search = useSearch({ from: route });
  const { show, q = '' } = search;
  const steps = search.steps === 'shown';
  const navigate = useNavigate();
  const router = useRouter();
  const openHex = useParams({ strict: false }).image;
  const { rows: all, error, refetch } = useImageRows(host, steps);
  const stale = useIsStale(host);
  const columns = useImageColumns(host);
  const actions = useImageActions(host);
  const [anchor, setAnchor] = useState<string | null>(null);
  const sort = useMemo(() => readSort(search.sort), [search.sort]);

  const rows = useMemo(() => {
    const fits = textFilter(q);
    return (all ?? []).filter((row) => isShown(row, show) && fits(row));
  }, [all, q, show]);
  const counts = useMemo(
    () => new Map(shows.map((one) => [one, (all ?? []).filter((row) => isShown(row, one)).length])),
    [all],
  );
  // What went away or out of the filter cannot be acted on.
  const selection = useMemo(
    () => ({ keys: new Set(readSelected(search.sel, rows.map(keyOf))), anchor }),
    [search.sel, rows, anchor],
  );

  const change = (part: Partial<ImagesSearch>) =>
    void navigate({ to: '.', search: { ...search, ...part }, replace: true });
  const select = (next: Selection) => {
    setAnchor(next.anchor);
    change({ sel: writeSelected(next.keys) });
  };
  const open = useCallback(
    ({ image }: ImageRow) =>
      void navigate({
        to: '/host/$host/images/$image',
        params: { host, image: hexOf(image.id) },
        search: true,
      }),
    [host, navigate],
  );

  if (error && !all) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  const filtered = show !== undefined || q !== '';
  const total = all?.length ?? 0;
  const count = filtered ? t('countOf', { shown: rows.length, total }) : String(total);
  const selected = rows.filter((row) => selection.keys.has(keyOf(row)));
  return (
    <>
      <Toolbar
        title={t('title')}
        count={all ? count : undefined}
        actions={
          selected.length > 0 ? (
            <BulkActions host={host} rows={selected} onClear={() => select(noSelection)} />
          ) : (
            <>
              <CheckNewer host={host} />
              <IconButton
                icon={BrushCleaning}
                label={t('prune.button')}
                onClick={() => imageDialog.set({ kind: 'prune', host })}
              />
              <IconButton
                icon={FolderSearch}
                label={t('lookInto')}
                onClick={() => router.history.push(openLayersPath)}
              />
              <Button
                icon={ArchiveRestore}
                onClick={() => imageDialog.set({ kind: 'file', what: 'load', host })}
              >
                {t('fromFile')}
              </Button>
              <Button
                tone="primary"
                icon={CloudDownload}
                onClick={() => imageDialog.set({ kind: 'pull', host })}
              >
                {t('pull.button')}
              </Button>
            </>
          )
        }
      >
        <SearchField
          label={t('filter')}
          value={q}
          onChange={(text) => change({ q: text === '' ? undefined : text })}
        />
        {shows.map((one) => (
          <FilterChip
            key={one}
            label={t(`show.${one}`)}
            pressed={show === one}
            count={all ? counts.get(one) : undefined}
            onChange={(pressed) => change({ show: pressed ? one : undefined })}
          />
        ))}
        <FilterChip
          label={t('intermediate.show')}
          pressed={steps}
          onChange={(pressed) => change({ steps: pressed ? 'shown' : undefined })}
        />
      </Toolbar>
      <DataTable
        id="images"
        label={t('title')}
        rows={rows}
        rowKey={keyOf}
        rowName={rowName}
        columns={columns}
        filterKey={`${show ?? ''} ${steps} ${q}`}
        sort={sort}
        onSort={(next) => change({ sort: writeSort(next) })}
        selection={selection}
        onSelection={select}
        openKey={openHex === undefined ? undefined : `sha256:${openHex}`}
        onOpen={open}
        actions={actions}
        status={all ? (stale || error ? 'stale' : 'ready') : 'loading'}
        empty={
          <NoImages
            host={host}
            filtered={total > 0}
            onClear={() => change({ q: undefined, show: undefined })}
          />
        }
      />
    </>
  );
}

/** Every image of the host, and the one that is open beside them. */
export function ImagesPage() {
  const host = useRouteHost();
  const navigate = useNavigate();
  const openHex = useParams({ strict: false }).image;
  const back = () => void navigate({ to: route, params: { host }, search: true });
  return (
    <DropTarget host={host}>
      <SplitPane
        id="images"
        list={<ImageList />}
        detail={openHex === undefined ? null : <Outlet />}
        detailKey={openHex}
        onBack={back}
      />
    </DropTarget>
  );
}
