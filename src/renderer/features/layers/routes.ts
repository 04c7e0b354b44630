import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shared/lib/base-routes.ts';
import { CompareSearch, LayersSearch } from './model/view.ts';

/** Not below a host: an archive and a registry have none. */
export const layersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'layers',
  validateSearch: (raw) => LayersSearch.parse(raw),
  component: lazyRouteComponent(() => import('./components/layers-page.tsx'), 'LayersPage'),
});

export const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'layers/compare',
  validateSearch: (raw) => CompareSearch.parse(raw),
  component: lazyRouteComponent(() => import('./components/compare-page.tsx'), 'ComparePage'),
});
