import { useQuery } from '@tanstack/react-query';
import { KeyRound, LogIn, LogOut } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import { toProblem } from '../../../../contract/errors.ts';
import type { RegistryLogin } from '../../../../contract/registries.ts';
import { api } from '../../../shared/lib/client.ts';
import { useSettings } from '../../../shared/lib/live-stores.ts';
import { askRegistriesAgain, loginsQuery } from '../../../shared/lib/registry-logins.ts';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import type { RowAction } from '../../../shared/ui/data-table/types.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Toolbar } from '../../../shared/ui/toolbar.tsx';
import { registryAsk } from '../model/asked.ts';
import { PlainNotes } from './plain-notes.tsx';
import styles from './registries.module.css';
import { useLoginColumns } from './use-login-columns.tsx';

const keyOf = (row: RegistryLogin) => row.registry;
const none: readonly RegistryLogin[] = [];
const signIn = (registry: string) => registryAsk.set({ kind: 'sign-in', registry });

function SignOut(props: { readonly registry: string; readonly onClose: () => void }) {
  const { t } = useTranslation('registries');
  const { registry, onClose } = props;
  const signOut = useAction({
    run: () => api.registries.signOut({ registry }),
    failed: () => t('registries:signOut.failed', { name: registry }),
    done: () => {
      onClose();
      void askRegistriesAgain();
      return { tone: 'done', title: () => t('registries:signOut.done', { name: registry }) };
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('registries:signOut.title', { name: registry })}
      confirm={t('registries:signOut.verb')}
      danger
      pending={signOut.pending}
      command={dockerLine(['logout', registry])}
      onConfirm={() => signOut.start()}
    >
      <p>{t('registries:signOut.body')}</p>
    </ConfirmDialog>
  );
}

/** Where somebody is signed in: the Docker CLI's own logins, seen and changed from both sides. */
export function RegistriesPage() {
  const { t } = useTranslation('registries');
  const { data, error, refetch } = useQuery(loginsQuery);
  const { plainRegistries } = useSettings();
  const [sort, setSort] = useState<Sort>({ column: 'registry', descending: false });
  const [leaving, setLeaving] = useState<string>();
  const columns = useLoginColumns();
  const actions = useCallback(
    (row: RegistryLogin): readonly RowAction[] => {
      // Podman's file is read, never written.
      const foreign =
        row.keeper === 'podman-file' ? { disabled: true, reason: t('signOut.podman') } : {};
      return [
        {
          ...{ id: 'sign-in', label: t('signIn.again'), icon: KeyRound, inRow: true },
          run: () => signIn(row.registry.split('/')[0] ?? row.registry),
        },
        {
          ...{ id: 'sign-out', label: t('signOut.verb'), icon: LogOut, inRow: true, danger: true },
          ...{ key: 'Delete', ...foreign },
          run: () => setLeaving(row.registry),
        },
      ];
    },
    [t],
  );
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  const rows = data?.logins ?? none;
  return (
    <>
      <Toolbar
        title={t('title')}
        count={data ? String(rows.length) : undefined}
        actions={
          <Button tone="primary" icon={LogIn} onClick={() => signIn('')}>
            {t('signIn.confirm')}
          </Button>
        }
      />
      {data?.problem || plainRegistries.length > 0 ? (
        <div className={styles.notes}>
          {data?.problem ? (
            <ProblemView problem={data.problem} onRetry={() => void refetch()} />
          ) : null}
          <PlainNotes registries={plainRegistries} />
        </div>
      ) : null}
      <DataTable
        id="registries"
        label={t('title')}
        rows={rows}
        rowKey={keyOf}
        rowName={keyOf}
        columns={columns}
        sort={sort}
        onSort={setSort}
        actions={actions}
        status={data ? 'ready' : 'loading'}
        empty={<EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>}
      />
      {leaving === undefined ? null : (
        <SignOut registry={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
