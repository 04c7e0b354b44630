import { Link, useRouterState } from '@tanstack/react-router';
import { BookText, type LucideIcon, PanelLeftClose, PanelLeftOpen, Settings } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../contract/hosts.ts';
import { runCommand } from '../../shared/lib/commands.ts';
import { useCurrentHost, useShowsAllHosts } from '../../shared/lib/current-host.ts';
import { type RailItem, useFeatures } from '../../shared/lib/feature.ts';
import { useHost, useSettings } from '../../shared/lib/live-stores.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { cx } from '../../shared/ui/class-names.ts';
import { HostDot } from '../../shared/ui/host-dot.tsx';
import { Tip } from '../../shared/ui/tip.tsx';
import styles from './rail.module.css';

interface EntryProps {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly folded: boolean;
  readonly count?: number | undefined;
  /** The page on screen is its like for all hosts. */
  readonly current?: boolean | undefined;
  /** The id of what says where it leads, on a page that does not say it. */
  readonly of?: string | undefined;
  /** Where it leads, for the name of a folded entry. */
  readonly place?: string | undefined;
}

function Entry({ path, label, icon: Icon, folded, ...props }: EntryProps) {
  const { count, current, of, place } = props;
  const link = (
    <Link
      to={path as '/'}
      className={styles.item}
      activeOptions={{ exact: false, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-label={folded ? label : undefined}
      aria-describedby={of}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={17} aria-hidden />
      {folded ? null : <span className={styles.label}>{label}</span>}
      {folded || count === undefined ? null : <span className={styles.count}>{count}</span>}
    </Link>
  );
  if (!folded) return link;
  return (
    <Tip text={place === undefined ? label : `${label} · ${place}`} side="right">
      {link}
    </Tip>
  );
}

interface CountedProps {
  readonly item: RailItem;
  readonly host: Host;
  readonly folded: boolean;
  /** Set on the pages of all hosts. */
  readonly of: string | undefined;
}

function Counted({ item, host, folded, of }: CountedProps) {
  const { t } = useTranslation();
  const count = item.useCount?.(host.id);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (item.everywhere) {
    return <Entry path={`/${item.path}`} label={t(item.label)} icon={item.icon} folded={folded} />;
  }
  return (
    <Entry
      path={`/host/${encodeURIComponent(host.id)}/${item.path}`}
      current={path === `/all/${item.path}`}
      of={of}
      place={of === undefined ? undefined : host.label}
      label={t(item.label)}
      icon={item.icon}
      folded={folded}
      count={count}
    />
  );
}

/**
 * The places of the app, with live counts. At its foot the journal and the settings. On the pages of
 * all hosts it leads to those of the host last used, and says which that is.
 */
export function Rail() {
  const { t } = useTranslation();
  const { rail } = useFeatures();
  const { railFolded: folded } = useSettings();
  const host = useHost(useCurrentHost());
  const isAll = useShowsAllHosts();
  const ofId = useId();
  return (
    <nav className={cx(styles.rail, folded && styles.folded)} aria-label={t('frame:rail.label')}>
      <div>
        {host && isAll ? (
          <p id={ofId} className={styles.of}>
            <span className="visually-hidden">{t('frame:rail.of')}</span>
            <HostDot host={host} named />
          </p>
        ) : null}
        <ul className={styles.items}>
          {host
            ? rail.map((item) => (
                <li key={item.id}>
                  <Counted {...{ item, host, folded }} of={isAll ? ofId : undefined} />
                </li>
              ))
            : null}
        </ul>
      </div>
      <ul className={styles.foot}>
        <li>
          <Entry path="/journal" label={t('journal:title')} icon={BookText} folded={folded} />
        </li>
        <li>
          <Entry path="/settings" label={t('settings:title')} icon={Settings} folded={folded} />
        </li>
        <li>
          <IconButton
            icon={folded ? PanelLeftOpen : PanelLeftClose}
            label={t(folded ? 'frame:rail.unfold' : 'frame:rail.fold')}
            keys="$mod+KeyB"
            onClick={() => runCommand('app.rail')}
          />
        </li>
      </ul>
    </nav>
  );
}
