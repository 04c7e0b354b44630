import { useNavigate, useSearch } from '@tanstack/react-router';
import { BookText, Copy } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { JournalEntry } from '../../../../contract/journal.ts';
import { copyText } from '../../../shared/lib/clipboard.ts';
import { hostsStore } from '../../../shared/lib/live-stores.ts';
import { noSelection } from '../../../shared/lib/selection.ts';
import { compareText, type Sort } from '../../../shared/lib/sort-rows.ts';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import type { Column, RowAction } from '../../../shared/ui/data-table/types.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { Mono, RelativeTime } from '../../../shared/ui/text.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { useJournal } from '../api/use-journal.ts';
import { Outcome } from './outcome.tsx';

function useColumns(): readonly Column<JournalEntry>[] {
  const { t } = useTranslation('journal');
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('columns.at'),
        widthPx: 130,
        compare: (a, b) => a.atMs - b.atMs,
        render: (row) => <RelativeTime atMs={row.atMs} />,
      },
      {
        id: 'outcome',
        header: t('columns.outcome'),
        widthPx: 110,
        compare: (a, b) => compareText(a.outcome, b.outcome),
        render: (row) => <Outcome entry={row} />,
      },
      {
        id: 'action',
        header: t('columns.action'),
        widthPx: 150,
        compare: (a, b) => compareText(a.action, b.action),
        render: (row) => t(`action.${row.action}`, { defaultValue: row.action }),
      },
      {
        id: 'subject',
        header: t('columns.subject'),
        widthPx: 200,
        hideable: false,
        compare: (a, b) => compareText(a.subject, b.subject),
        title: (row) => row.subject,
        render: (row) => row.subject,
      },
      {
        id: 'host',
        header: t('columns.host'),
        widthPx: 140,
        render: (row) => {
          const host = hostsStore.get()?.find((one) => one.id === row.host);
          return host ? <HostDot host={host} named /> : (row.hostLabel ?? row.host ?? '');
        },
      },
      {
        id: 'command',
        header: t('columns.command'),
        widthPx: 320,
        grow: true,
        title: (row) => row.command,
        render: (row) => <Mono>{row.command}</Mono>,
      },
    ],
    [t],
  );
}

const keyOf = (entry: JournalEntry) => entry.id;
const nameOf = (entry: JournalEntry) => entry.subject;

/** Everything that changed something, with the command that equals it. */
export function JournalPage() {
  const { t } = useTranslation('journal');
  const { q = '' } = useSearch({ from: '/journal' });
  const navigate = useNavigate({ from: '/journal' });
  const { data, error, refetch } = useJournal();
  const columns = useColumns();
  const [sort, setSort] = useState<Sort>({ column: 'at', descending: true });
  const [selection, setSelection] = useState(noSelection);
  const rows = useMemo(() => {
    const wanted = q.toLowerCase();
    return (data ?? []).filter((entry) =>
      `${entry.action} ${entry.subject} ${entry.command}`.toLowerCase().includes(wanted),
    );
  }, [data, q]);
  const actions = useCallback(
    (entry: JournalEntry): readonly RowAction[] =>
      entry.command === ''
        ? []
        : [
            {
              id: 'copy',
              label: t('copyCommand'),
              icon: Copy,
              inRow: true,
              key: 'KeyC',
              run: () => void copyText(entry.command),
            },
          ],
    [t],
  );
  const search = (next: string) =>
    void navigate({ search: next === '' ? {} : { q: next }, replace: true });
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <Toolbar title={t('title')} count={data ? String(rows.length) : undefined}>
        <SearchField label={t('filter')} value={q} onChange={search} />
      </Toolbar>
      <DataTable
        id="journal"
        label={t('title')}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        columns={columns}
        filterKey={q}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelection={setSelection}
        actions={actions}
        status={data ? 'ready' : 'loading'}
        empty={
          <EmptyState icon={BookText} title={t(q === '' ? 'empty.title' : 'empty.filtered')}>
            {q === '' ? t('empty.body') : null}
          </EmptyState>
        }
      />
    </>
  );
}
