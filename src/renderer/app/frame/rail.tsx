import { Link } from '@tanstack/react-router';
import { BookText, type LucideIcon, PanelLeftClose, PanelLeftOpen, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../contract/ids.ts';
import { runCommand } from '../../shared/lib/commands.ts';
import { useCurrentHost } from '../../shared/lib/current-host.ts';
import { type RailItem, useFeatures } from '../../shared/lib/feature.ts';
import { useHost, useSettings } from '../../shared/lib/live-stores.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { cx } from '../../shared/ui/class-names.ts';
import { Tip } from '../../shared/ui/tip.tsx';
import styles from './rail.module.css';

interface EntryProps {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly folded: boolean;
  readonly count?: number | undefined;
}

function Entry({ path, label, icon: Icon, folded, count }: EntryProps) {
  const link = (
    <Link
      to={path as '/'}
      className={styles.item}
      activeOptions={{ exact: false, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-label={folded ? label : undefined}
    >
      <Icon size={17} aria-hidden />
      {folded ? null : <span className={styles.label}>{label}</span>}
      {folded || count === undefined ? null : <span className={styles.count}>{count}</span>}
    </Link>
  );
  if (!folded) return link;
  return (
    <Tip text={label} side="right">
      {link}
    </Tip>
  );
}

function Counted(props: { item: RailItem; host: HostId; folded: boolean }) {
  const { t } = useTranslation();
  const { item, host, folded } = props;
  const count = item.useCount?.(host);
  return (
    <Entry
      path={`/host/${encodeURIComponent(host)}/${item.path}`}
      label={t(item.label)}
      icon={item.icon}
      folded={folded}
      count={count}
    />
  );
}

/** The places of the app, with live counts. At its foot the journal and the settings. */
export function Rail() {
  const { t } = useTranslation();
  const { rail } = useFeatures();
  const { railFolded: folded } = useSettings();
  const hostId = useCurrentHost();
  const host = useHost(hostId);
  return (
    <nav className={cx(styles.rail, folded && styles.folded)} aria-label={t('frame:rail.label')}>
      <ul className={styles.items}>
        {host && hostId
          ? rail.map((item) => (
              <li key={item.id}>
                <Counted item={item} host={hostId} folded={folded} />
              </li>
            ))
          : null}
      </ul>
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
