import { useRouter } from '@tanstack/react-router';
import { ChevronsUpDown, Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { useShownHost, useShowsAllHosts } from '../../../shared/lib/current-host.ts';
import { useFeatures } from '../../../shared/lib/feature.ts';
import { useHost, useHosts } from '../../../shared/lib/live-stores.ts';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { Menu, type MenuEntry } from '../../../shared/ui/menu.tsx';
import styles from './host-switcher.module.css';

/** Which engine the window shows; each with its state, and the reason when it cannot be reached. */
export function HostSwitcher() {
  const { t } = useTranslation(['hosts', 'frame']);
  const router = useRouter();
  const hosts = useHosts() ?? [];
  const current = useHost(useShownHost());
  const isAll = useShowsAllHosts();
  const none = t(isAll ? 'hosts:all' : 'hosts:none');
  const { rail } = useFeatures();

  const describe = (host: Host): string => {
    const version = host.engine
      ? t(`hosts:product.${host.engine.product}`, { version: host.engine.version })
      : '';
    if (host.state === 'online') return `${host.label} · ${version}`;
    return `${host.label} · ${t(`frame:hostState.${host.state}`)}`;
  };

  const entries: MenuEntry[] = [
    // With one host its own list is all there is.
    ...(hosts.length > 1
      ? [
          {
            id: 'all',
            label: t('hosts:all'),
            icon: Layers,
            run: () => router.history.push('/all/containers'),
          },
        ]
      : []),
    { kind: 'heading', id: 'heading', label: t('hosts:heading') },
    ...hosts.map(
      (host): MenuEntry => ({
        id: host.id,
        label: describe(host),
        mark: <HostDot host={host} />,
        disabled: host.state === 'failed' && !host.engine && !host.remote,
        reason: host.problem ? problemText(host.problem).sentence : undefined,
        run: () => {
          // Who goes to a host wants it.
          if (host.state === 'asleep') api.hosts.reconnect({ host: host.id }).catch(() => {});
          const page = rail[0]?.path ?? '';
          router.history.push(`/host/${encodeURIComponent(host.id)}/${page}`);
        },
      }),
    ),
    { kind: 'separator', id: 'line' },
    { id: 'add', label: t('hosts:addCommand'), run: () => runCommand('hosts.add') },
    { id: 'contexts', label: t('hosts:contexts'), run: () => runCommand('contexts.show') },
    { id: 'rescan', label: t('hosts:rescan'), run: () => runCommand('hosts.rescan') },
  ];
  return (
    <Menu
      entries={entries}
      trigger={
        <button
          type="button"
          className={styles.switcher}
          aria-label={t('hosts:switch', { host: current?.label ?? none })}
        >
          {current ? (
            <HostDot host={current} named />
          ) : (
            <span className={isAll ? undefined : styles.none}>{none}</span>
          )}
          <ChevronsUpDown size={14} aria-hidden className={styles.icon} />
        </button>
      }
    />
  );
}
