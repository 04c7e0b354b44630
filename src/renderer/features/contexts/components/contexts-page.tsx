import { useQuery } from '@tanstack/react-query';
import { Check, Pencil, Plus, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenContext, DockerContext } from '../../../../contract/contexts.ts';
import { toProblem } from '../../../../contract/errors.ts';
import { api } from '../../../shared/lib/client.ts';
import { noSelection } from '../../../shared/lib/selection.ts';
import { compareText, type Sort } from '../../../shared/lib/sort-rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import type { Column, RowAction } from '../../../shared/ui/data-table/types.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { contextsQuery, readAgain } from '../api/contexts.ts';
import { ContextDialog } from './context-dialog.tsx';
import styles from './contexts.module.css';

type Row = DockerContext & { readonly isCurrent: boolean };

const nameOf = (row: Row) => row.name;
const none: readonly Row[] = [];

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('contexts');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        widthPx: 220,
        hideable: false,
        compare: (a, b) => compareText(a.name, b.name),
        render: (row) => row.name,
      },
      {
        id: 'current',
        header: t('columns.current'),
        widthPx: 110,
        compare: (a, b) => Number(b.isCurrent) - Number(a.isCurrent),
        render: (row) =>
          row.isCurrent ? <span className={styles.current}>{t('current')}</span> : null,
      },
      {
        id: 'address',
        header: t('columns.address'),
        widthPx: 320,
        grow: true,
        title: (row) => row.address,
        render: (row) => <Mono>{row.address}</Mono>,
      },
      {
        id: 'tls',
        header: t('columns.tls'),
        widthPx: 80,
        render: (row) => (row.tls ? t('tls') : ''),
      },
      {
        id: 'description',
        header: t('columns.description'),
        widthPx: 240,
        title: (row) => row.description,
        render: (row) => row.description,
      },
    ],
    [t],
  );
}

function Broken({ context }: { readonly context: BrokenContext }) {
  const { t } = useTranslation('contexts');
  const aside = useAction({
    run: () => api.contexts.setAside({ id: context.id }),
    failed: () => t('broken.failed'),
    done: ({ keptAs }) => {
      void readAgain();
      return { tone: 'done', title: () => t('broken.done', { file: keptAs }) };
    },
  });
  return (
    <div className={styles.note} role="note">
      <span>
        {t(`broken.why.${context.why}`, { name: context.name ?? context.id.slice(0, 12) })}{' '}
        <Mono>{context.file}</Mono>
      </span>
      <Button pending={aside.pending} onClick={() => aside.start()}>
        {t('broken.aside')}
      </Button>
    </div>
  );
}

/** The Docker CLI's contexts: the same store, seen and changed from both sides. */
export function ContextsPage() {
  const { t } = useTranslation('contexts');
  const { data, error, refetch } = useQuery(contextsQuery);
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false });
  const [edited, setEdited] = useState<DockerContext | 'new'>();
  const [removed, setRemoved] = useState<string>();
  const columns = useColumns();
  const use = useAction({
    run: (name: string) => api.contexts.use({ name }),
    failed: (name) => t('useFailed', { name }),
    done: () => {
      void readAgain();
      return undefined;
    },
  });
  const remove = useAction({
    run: (name: string) => api.contexts.remove({ name }),
    failed: (name) => t('remove.failed', { name }),
    done: () => {
      setRemoved(undefined);
      void readAgain();
      return undefined;
    },
  });
  const rows = useMemo(
    () => data?.contexts.map((one) => ({ ...one, isCurrent: one.name === data.current })) ?? none,
    [data],
  );
  const actions = useCallback(
    (row: Row): readonly RowAction[] => [
      {
        id: 'use',
        label: t('use'),
        icon: Check,
        inRow: true,
        disabled: row.isCurrent,
        run: () => use.start(row.name),
      },
      { id: 'change', label: t('change'), icon: Pencil, inRow: true, run: () => setEdited(row) },
      {
        id: 'remove',
        label: t('remove.verb'),
        icon: Trash2,
        inRow: true,
        danger: true,
        key: 'Delete',
        startsGroup: true,
        run: () => setRemoved(row.name),
      },
    ],
    [t, use.start],
  );
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <Toolbar
        title={t('title')}
        count={data ? String(rows.length) : undefined}
        actions={
          <Button tone="primary" icon={Plus} onClick={() => setEdited('new')}>
            {t('create')}
          </Button>
        }
      >
        {data && data.current !== 'default' ? (
          <Button pending={use.pending} onClick={() => use.start('default')}>
            {t('useNone')}
          </Button>
        ) : null}
      </Toolbar>
      {data && (data.broken.length > 0 || data.overriddenBy) ? (
        <div className={styles.notes}>
          {data.overriddenBy ? (
            <div className={styles.note} role="note">
              <span>{t('overridden', { variable: data.overriddenBy })}</span>
            </div>
          ) : null}
          {data.broken.map((context) => (
            <Broken key={context.id} context={context} />
          ))}
        </div>
      ) : null}
      <DataTable
        id="contexts"
        label={t('title')}
        rows={rows}
        rowKey={nameOf}
        rowName={nameOf}
        columns={columns}
        filterKey=""
        sort={sort}
        onSort={setSort}
        selection={noSelection}
        onSelection={() => {}}
        openKey={undefined}
        onOpen={setEdited}
        actions={actions}
        status={data ? 'ready' : 'loading'}
        empty={<EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>}
      />
      {edited === undefined ? null : (
        <ContextDialog
          context={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      <ConfirmDialog
        open={removed !== undefined}
        onClose={() => setRemoved(undefined)}
        title={t('remove.title', { name: removed ?? '' })}
        confirm={t('remove.verb')}
        danger
        pending={remove.pending}
        command={`docker context rm ${removed ?? ''}`}
        onConfirm={() => removed !== undefined && remove.start(removed)}
      >
        <p>{t('remove.body')}</p>
      </ConfirmDialog>
    </>
  );
}
