import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { currentHost, useCurrentHost } from '../shared/lib/current-host.ts';
import { useHosts } from '../shared/lib/live-stores.ts';
import { pickHost } from './start-page.tsx';

/**
 * A window that begins at a page without a host (settings, journal), or remembers one that is not
 * there any more, takes another: without one the rail leads nowhere.
 */
export function useSomeHost(): void {
  const hosts = useHosts();
  const current = useCurrentHost();
  const isInAddress = useRouterState({
    select: ({ location }) => location.pathname.startsWith('/host/'),
  });
  useEffect(() => {
    if (isInAddress || !hosts || hosts.some(({ id }) => id === current)) return;
    const host = pickHost(hosts, undefined);
    if (host) currentHost.set(host.id);
  }, [hosts, current, isInAddress]);
}
