import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Ellipsis, X } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { useImageRow, useImages } from '../../../shared/lib/rows.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Menu, type MenuEntry } from '../../../shared/ui/menu.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { detailQuery } from '../api/queries.ts';
import { nameOf } from '../model/names.ts';
import { hexOf } from '../model/paths.ts';
import styles from './image-detail.module.css';
import { useExploreCommand } from './use-explore-command.ts';
import { useImageActions } from './use-image-actions.ts';
import { useOpenImage } from './use-open-image.ts';

const tabs = {
  overview: '/host/$host/images/$image',
  history: '/host/$host/images/$image/history',
  inspect: '/host/$host/images/$image/inspect',
} as const;

/** One image beside the list: its name, what can be done with it, and its tabs. */
export function ImageDetail() {
  const { t } = useTranslation(['images', 'common']);
  const key = useOpenImage();
  const navigate = useNavigate();
  const listed = useImages(key.host).data !== undefined;
  const image = useImageRow(key.host, key.id);
  // An image that the list does not hold (an intermediate one) may exist all the same.
  const asked = useQuery({ ...detailQuery(key), enabled: listed && !image });
  const summary = image ?? asked.data?.summary;
  const actionsOf = useImageActions(key.host);
  const actions = useMemo(
    () => (summary ? actionsOf({ image: summary, name: nameOf(summary), users: null }) : []),
    [actionsOf, summary],
  );
  useExploreCommand(key.host, summary);
  const params = { host: key.host, image: hexOf(key.id) };
  const close = () =>
    void navigate({ to: '/host/$host/images', params: { host: key.host }, search: true });
  // What was known of an image that is gone is not shown on.
  if (!image && asked.error) {
    const problem = toProblem(asked.error);
    return (
      <div className={styles.gone}>
        {problem.code === 'image-not-found' ? (
          <EmptyState title={t('images:gone.title')}>{t('images:gone.body')}</EmptyState>
        ) : (
          <ProblemView problem={problem} onRetry={() => void asked.refetch()} />
        )}
      </div>
    );
  }
  const rest = actions.filter((action) => !action.inRow);
  const entries = rest.map(
    (action): MenuEntry => ({
      ...{ id: action.id, label: action.label, icon: action.icon, danger: action.danger },
      ...{ disabled: action.disabled, reason: action.reason, run: action.run },
    }),
  );
  const link = (to: (typeof tabs)[keyof typeof tabs]) => ({ to, params, search: true as const });
  return (
    <div className={styles.detail}>
      <header className={styles.head}>
        <h2 className={styles.name} title={summary ? nameOf(summary) : key.id}>
          {summary ? nameOf(summary) : ''}
        </h2>
        <div className={styles.actions}>
          {actions
            .filter((action) => action.inRow)
            .map((action) => (
              <IconButton
                key={action.id}
                icon={action.icon}
                label={action.label}
                danger={action.danger}
                onClick={action.run}
              />
            ))}
          <Menu
            align="end"
            trigger={<IconButton icon={Ellipsis} label={t('images:moreActions')} />}
            entries={entries}
          />
          <IconButton icon={X} label={t('common:actions.close')} onClick={close} />
        </div>
      </header>
      <Tabs
        label={t('images:tabs')}
        tabs={[
          { id: 'overview', label: t('images:tab.overview'), link: link(tabs.overview) },
          { id: 'history', label: t('images:tab.history'), link: link(tabs.history) },
          { id: 'inspect', label: t('images:tab.inspect'), link: link(tabs.inspect) },
        ]}
      />
      <Outlet />
    </div>
  );
}
