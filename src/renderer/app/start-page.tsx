import { Navigate } from '@tanstack/react-router';
import type { Host } from '../../contract/hosts.ts';
import type { HostId } from '../../contract/ids.ts';
import { useCurrentHost } from '../shared/lib/current-host.ts';
import { useFeatures } from '../shared/lib/feature.ts';
import { useHosts } from '../shared/lib/live-stores.ts';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { LazyNoEnginePage } from './lazy-no-engine-page.tsx';

/** The one used last when it is there, else one that answers, else one that may yet. */
export function pickHost(hosts: readonly Host[], last: HostId | undefined): Host | undefined {
  const usable = hosts.filter((host) => host.state !== 'failed' && host.state !== 'asleep');
  return (
    usable.find((host) => host.id === last) ??
    usable.find((host) => host.state === 'online') ??
    usable[0]
  );
}

/** Where a window without an address begins: the first page of a host, or why there is none. */
export function StartPage() {
  const hosts = useHosts();
  const last = useCurrentHost();
  const [first] = useFeatures().rail;
  if (!hosts) return <Skeleton lines={6} />;
  const host = pickHost(hosts, last);
  if (!host || !first) return <LazyNoEnginePage />;
  return <Navigate to={`/host/${encodeURIComponent(host.id)}/${first.path}` as '/'} replace />;
}
