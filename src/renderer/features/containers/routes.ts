import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { hostRoute } from '../../shared/lib/base-routes.ts';
import { ListSearch } from './model/list-view.ts';

const listRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'containers',
  validateSearch: (raw) => ListSearch.parse(raw),
  component: lazyRouteComponent(() => import('./components/containers-page.tsx'), 'ContainersPage'),
});

/** `$id`: the id or its beginning. */
const detailRoute = createRoute({
  getParentRoute: () => listRoute,
  path: '$id',
  beforeLoad: ({ params, search }) => {
    throw redirect({
      to: '/host/$host/containers/$id/$tab',
      params: { host: params.host, id: params.id, tab: 'overview' },
      search,
      replace: true,
    });
  },
});

const tabRoute = createRoute({
  getParentRoute: () => listRoute,
  path: '$id/$tab',
  component: lazyRouteComponent(() => import('./components/container-detail.tsx'), 'DetailRoute'),
});

export const containersRoutes = listRoute.addChildren([detailRoute, tabRoute]);
