import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { toProblem } from '../../../../contract/errors.ts';
import { isAnswering } from '../../../../contract/hosts.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { useConnection, useHost } from '../../../shared/lib/live-stores.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { SplitPane } from '../../../shared/ui/split-pane.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { shortId, shownName, targetOf } from '../model/acts.ts';
import { countStates, filterRows } from '../model/filter.ts';
import { isFiltered, writeSearch } from '../model/list-view.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkResults } from './bulk-results.tsx';
import { ListEmpty, useCanRun } from './list-empty.tsx';
import { StateChips } from './state-chips.tsx';
import { useActCommands } from './use-act-commands.ts';
import { useChosen } from './use-chosen.ts';
import { useContainerColumns } from './use-columns.tsx';
import { useListView } from './use-list-view.ts';
import { useRowActions } from './use-row-actions.ts';

type Row = ContainerSummary;

const keyOf = (row: Row) => shortId(row.id);
const nameOf = (row: Row) => shownName(row);
const none: readonly Row[] = [];

/** The list of a host's containers, and the detail of one beside it. */
export function ContainersPage() {
  const { t } = useTranslation('containers');
  const hostId = useRouteHost();
  const host = useHost(hostId);
  const connection = useConnection();
  const { data, error, refetch } = useContainers(hostId);
  const { view, change } = useListView('/host/$host/containers');
  const navigate = useNavigate();
  const { id: openId, tab = 'overview' } = useParams({ strict: false });
  const columns = useContainerColumns(hostId);
  const actions = useRowActions(hostId);
  const canRun = useCanRun();

  const all = data ?? none;
  const counts = useMemo(() => countStates(all), [all]);
  const { text, states, ids } = view;
  const rows = useMemo(() => filterRows(all, { text, states, ids }), [all, text, states, ids]);
  const { chosen, selection, select } = useChosen({ rows, keyOf, view, change });
  const open = useCallback(
    (row: Row) =>
      void navigate({
        to: '/host/$host/containers/$id/$tab',
        params: { host: hostId, id: keyOf(row), tab },
        search: writeSearch(view),
      }),
    [navigate, hostId, tab, view],
  );
  const close = () =>
    void navigate({
      to: '/host/$host/containers',
      params: { host: hostId },
      search: writeSearch(view),
    });
  const targets = useMemo(() => chosen.map((row) => targetOf(row, hostId)), [chosen, hostId]);
  const openRow = openId === undefined ? undefined : all.find((row) => row.id.startsWith(openId));
  useActCommands(targets.length > 0 ? targets : openRow ? [targetOf(openRow, hostId)] : []);

  if (!host) return null;
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  // What could not be asked anew is as old as what an engine said that has gone.
  const fresh = connection.kind === 'open' && isAnswering(host.state) && !error;
  const filtered = isFiltered(view);
  const list = (
    <>
      <Toolbar
        title={t('title')}
        count={
          data
            ? filtered
              ? t('countOf', { shown: rows.length, all: all.length })
              : String(all.length)
            : undefined
        }
        actions={
          targets.length === 0 && canRun ? (
            <Button tone="primary" icon={Play} onClick={() => runCommand('run.open')}>
              {t('run')}
            </Button>
          ) : null
        }
      >
        {/* In the place of the filters: the list below does not move when something is selected. */}
        {targets.length > 0 ? (
          <BulkBar targets={targets} onClear={() => change({ selected: [] })} />
        ) : (
          <>
            <SearchField
              label={t('filter')}
              value={text}
              onChange={(next) => change({ text: next })}
            />
            <StateChips view={view} counts={counts} onChange={change} />
          </>
        )}
      </Toolbar>
      <BulkResults host={hostId} />
      <DataTable
        id="containers"
        label={t('title')}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        columns={columns}
        filterKey={`${text} ${states.join()} ${ids.join()}`}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        selection={selection}
        onSelection={select}
        openKey={openRow && keyOf(openRow)}
        onOpen={open}
        actions={actions}
        status={data ? (fresh ? 'ready' : 'stale') : 'loading'}
        empty={<ListEmpty host={host} view={view} onChange={change} />}
      />
    </>
  );
  return (
    <SplitPane
      id="containers"
      list={list}
      detail={openId === undefined ? null : <Outlet />}
      detailKey={openId}
      title={openRow ? nameOf(openRow) : undefined}
      onBack={close}
    />
  );
}
