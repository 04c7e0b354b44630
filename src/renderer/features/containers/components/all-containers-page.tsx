import { useNavigate } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useHosts } from '../../../shared/lib/live-stores.ts';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { Followed, useAllLists } from '../api/use-all-lists.ts';
import { shortId, shownName, targetOf } from '../model/acts.ts';
import { filterPlaced, isAsked, isFollowed, type PlacedRow, placeRows } from '../model/all-rows.ts';
import { countStates } from '../model/filter.ts';
import { isFiltered } from '../model/list-view.ts';
import { AwayHosts } from './away-hosts.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkResults } from './bulk-results.tsx';
import { HostChips } from './host-chips.tsx';
import { FilteredEmpty } from './list-empty.tsx';
import { StateChips } from './state-chips.tsx';
import { useActCommands } from './use-act-commands.ts';
import { useAllColumns } from './use-all-columns.tsx';
import { useChosen } from './use-chosen.ts';
import { useListView } from './use-list-view.ts';
import { rowActions } from './use-row-actions.ts';

const keyOf = (row: PlacedRow) => row.key;
const nameOf = (row: PlacedRow) => shownName(row.container);
const targetIn = ({ container, host }: PlacedRow) => targetOf(container, host);
const isOld = (row: PlacedRow) => !row.fresh;

/** The array before when it holds the same: what follows from it is not worked out anew. */
function useSame<T>(items: readonly T[]): readonly T[] {
  const kept = useRef(items);
  const before = kept.current;
  if (before.length !== items.length || before.some((item, at) => item !== items[at])) {
    kept.current = items;
  }
  return kept.current;
}

/** The containers of all hosts in one list. */
export function AllContainersPage() {
  const { t } = useTranslation('containers');
  const known = useHosts();
  const hosts = known ?? [];
  const lists = useAllLists(hosts);
  const { view, change } = useListView('/all/containers');
  const navigate = useNavigate();
  const columns = useAllColumns();
  const connection = useConnection();

  const all = useSame(placeRows(lists));
  const { text, states, ids, hosts: wanted } = view;
  const here = useMemo(
    () => filterPlaced(all, { text: '', states: [], ids: [], hosts: wanted }),
    [all, wanted],
  );
  const counts = useMemo(() => countStates(here.map((row) => row.container)), [here]);
  const rows = useMemo(
    () => filterPlaced(here, { text, states, ids, hosts: [] }),
    [here, text, states, ids],
  );
  const actions = useCallback((row: PlacedRow) => rowActions(targetIn(row), t), [t]);
  const open = useCallback(
    (row: PlacedRow) =>
      void navigate({
        to: '/host/$host/containers/$id/$tab',
        params: { host: row.host, id: shortId(row.container.id), tab: 'overview' },
      }),
    [navigate],
  );

  const { chosen, selection, select } = useChosen({ rows, keyOf, view, change });
  const targets = useMemo(() => chosen.map(targetIn), [chosen]);
  useActCommands(targets);

  const heard = lists.filter((list) => list.fresh).length;
  const told = lists.some((list) => list.rows !== undefined);
  // A list that is on its way may hold rows; nobody waits for one that is not asked for.
  const waits = lists.some(
    ({ host, rows: some, error }) =>
      !some && !error && (isAsked(host.state) || host.state === 'connecting'),
  );
  const filtered = isFiltered(view);
  const numbers = filtered
    ? t('countOf', { shown: rows.length, all: all.length })
    : String(all.length);
  const places =
    heard === hosts.length
      ? t('all.hosts', { count: heard })
      : t('all.ofHosts', { heard, count: hosts.length });
  const labels = hosts.filter((host) => wanted.includes(host.id)).map((host) => host.label);
  return (
    <>
      {hosts
        .filter((host) => isFollowed(host.state))
        .map((host) => (
          <Followed key={host.id} host={host.id} />
        ))}
      <Toolbar title={t('title')} count={told ? `${numbers} ${places}` : undefined}>
        {targets.length > 0 ? (
          <BulkBar targets={targets} onClear={() => change({ selected: [] })} />
        ) : (
          <>
            <SearchField
              label={t('filter')}
              value={text}
              onChange={(next) => change({ text: next })}
            />
            <HostChips lists={lists} chosen={wanted} onChange={(next) => change({ hosts: next })} />
            <StateChips view={view} counts={counts} onChange={change} />
          </>
        )}
      </Toolbar>
      <BulkResults />
      <AwayHosts lists={lists} />
      <DataTable
        id="all-containers"
        label={t('all.title')}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        columns={columns}
        filterKey={`${text} ${states.join()} ${ids.join()} ${wanted.join()}`}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        selection={selection}
        onSelection={select}
        onOpen={open}
        actions={actions}
        isOld={isOld}
        status={
          all.length === 0 && (waits || known === undefined)
            ? 'loading'
            : connection.kind === 'open'
              ? 'ready'
              : 'stale'
        }
        empty={
          filtered ? (
            <FilteredEmpty view={view} onChange={change} hosts={labels} />
          ) : (
            <EmptyState icon={Box} title={t(told ? 'all.none' : 'all.silent')}>
              {t(told ? 'all.noneBody' : 'all.silentBody')}
            </EmptyState>
          )
        }
      />
    </>
  );
}
