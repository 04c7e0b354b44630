import { lazy, Suspense } from 'react';
import type { Host } from '../../contract/hosts.ts';
import { Skeleton } from '../shared/ui/skeleton.tsx';

const Page = lazy(() =>
  import('../features/hosts/components/connect-page.tsx').then((module) => ({
    default: module.ConnectPage,
  })),
);

/** How a remote host is reached, or why it is not. */
export function LazyConnectPage({ host }: { readonly host: Host }) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Page host={host} />
    </Suspense>
  );
}
