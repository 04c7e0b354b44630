import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteHost } from '../shared/lib/base-routes.ts';
import { currentHost } from '../shared/lib/current-host.ts';
import { useHost, useHosts } from '../shared/lib/live-stores.ts';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { PanelBoundary } from '../shared/ui/error-boundary.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { HostBanner } from './frame/banners.tsx';
import { LazyConnectPage } from './lazy-connect-page.tsx';
import { LazyNoEnginePage } from './lazy-no-engine-page.tsx';

/** Everything below a host's address; stands in where it cannot be shown. */
export function HostGate() {
  const { t } = useTranslation('frame');
  const id = useRouteHost();
  const known = useHosts() !== undefined;
  const host = useHost(id);
  useEffect(() => currentHost.set(id), [id]);
  if (!known) return <Skeleton lines={6} />;
  if (!host) return <EmptyState title={t('hostGone.title')}>{t('hostGone.body')}</EmptyState>;
  // What was seen once stays on screen, dimmed; only an engine never reached shows the reasons instead.
  if (host.remote && !host.engine) return <LazyConnectPage host={host} />;
  if (host.state === 'failed' && !host.engine) return <LazyNoEnginePage />;
  if (host.state === 'connecting' && !host.engine) return <Skeleton lines={6} />;
  return (
    <>
      <HostBanner host={host} />
      <PanelBoundary resetKey={id}>
        <Outlet />
      </PanelBoundary>
    </>
  );
}
