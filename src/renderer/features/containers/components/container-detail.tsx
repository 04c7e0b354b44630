import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Ellipsis, X } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { useFeatures } from '../../../shared/lib/feature.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import type { RowAction } from '../../../shared/ui/data-table/types.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { PanelBoundary } from '../../../shared/ui/error-boundary.tsx';
import { Menu, type MenuEntry } from '../../../shared/ui/menu.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { shortId, shownName, targetOf } from '../model/acts.ts';
import { ChangesTab } from './changes-tab.tsx';
import styles from './detail.module.css';
import { InspectTab } from './inspect-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { StateCell } from './state-cell.tsx';
import { rowActions } from './use-row-actions.ts';

interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly order: number;
  readonly component: React.ComponentType<{ host: HostId; id: ContainerSummary['id'] }>;
}

const ownTabs: readonly TabEntry[] = [
  { id: 'overview', label: 'containers:tabs.overview', order: 10, component: OverviewTab },
  { id: 'changes', label: 'containers:tabs.changes', order: 35, component: ChangesTab },
  { id: 'inspect', label: 'containers:tabs.inspect', order: 40, component: InspectTab },
];

const toEntries = (actions: readonly RowAction[]): MenuEntry[] =>
  actions.flatMap((action): MenuEntry[] => {
    const entry: MenuEntry = { ...action, keys: action.key };
    return action.startsGroup ? [{ kind: 'separator', id: `${action.id}-line` }, entry] : [entry];
  });

interface DetailProps {
  readonly host: HostId;
  readonly row: ContainerSummary;
  readonly tab: string;
  readonly onClose: () => void;
}

function Head({ host, row, onClose }: Omit<DetailProps, 'tab'>) {
  const { t } = useTranslation(['containers', 'common']);
  const actions = rowActions(targetOf(row, host), t);
  const shown = actions.filter((action) => action.inRow && action.id !== 'remove');
  return (
    <header className={styles.head}>
      <h2 className={styles.name} title={shownName(row)}>
        <bdi>{shownName(row)}</bdi>
      </h2>
      <StateCell row={row} />
      <div className={styles.buttons}>
        {shown.map((action) => (
          <Button
            key={action.id}
            icon={action.icon}
            disabled={action.disabled}
            onClick={action.run}
          >
            {action.label}
          </Button>
        ))}
        <Menu
          align="end"
          trigger={<IconButton icon={Ellipsis} label={t('more')} />}
          entries={toEntries(actions)}
        />
        <IconButton icon={X} label={t('common:actions.close')} onClick={onClose} />
      </div>
    </header>
  );
}

function Detail({ host, row, tab, onClose }: DetailProps) {
  const { t } = useTranslation(['containers', 'common']);
  const { containerTabs } = useFeatures();
  const tabs: readonly TabEntry[] = [...ownTabs, ...containerTabs].toSorted(
    (a, b) => a.order - b.order,
  );
  const Shown = tabs.find((one) => one.id === tab)?.component;
  return (
    <div className={styles.detail}>
      <Head host={host} row={row} onClose={onClose} />
      <Tabs
        label={t('tabs.label', { name: shownName(row) })}
        current={tab}
        tabs={tabs.map((one) => ({
          id: one.id,
          label: t(one.label),
          link: {
            to: '/host/$host/containers/$id/$tab',
            params: { host, id: shortId(row.id), tab: one.id },
            search: true,
          },
        }))}
      />
      <div className={styles.body}>
        <PanelBoundary resetKey={`${row.id} ${tab}`}>
          <Suspense fallback={<Skeleton lines={6} />}>
            {Shown ? (
              <Shown host={host} id={row.id} key={row.id} />
            ) : (
              <EmptyState title={t('tabs.unknown')} />
            )}
          </Suspense>
        </PanelBoundary>
      </div>
    </div>
  );
}

/** The container that the address names, or what became of it. */
export function DetailRoute() {
  const { t } = useTranslation(['containers', 'common']);
  const host = useRouteHost();
  const { id, tab } = useParams({ from: '/host/$host/containers/$id/$tab' });
  const search = useSearch({ from: '/host/$host/containers' });
  const navigate = useNavigate();
  const { data } = useContainers(host);
  const close = () => void navigate({ to: '/host/$host/containers', params: { host }, search });
  if (!data) return <Skeleton lines={6} />;
  const row = data.find((one) => one.id.startsWith(id));
  if (!row) {
    return (
      <EmptyState
        title={t('gone.title')}
        action={<Button onClick={close}>{t('gone.close')}</Button>}
      >
        {t('gone.body', { id: shortId(id) })}
      </EmptyState>
    );
  }
  return <Detail host={host} row={row} tab={tab} onClose={close} />;
}
