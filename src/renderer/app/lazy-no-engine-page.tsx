import { lazy, Suspense } from 'react';
import { Skeleton } from '../shared/ui/skeleton.tsx';

const Page = lazy(() =>
  import('../features/hosts/components/no-engine-page.tsx').then((module) => ({
    default: module.NoEnginePage,
  })),
);

/** Why there is no engine and how to one; most starts never need it. */
export function LazyNoEnginePage() {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Page />
    </Suspense>
  );
}
