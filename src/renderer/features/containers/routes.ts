import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { hostRoute, rootRoute } from '../../shared/lib/base-routes.ts';
import { askContainersEarly } from '../../shared/lib/early-rows.ts';
import { ContainersPage } from './components/containers-page.tsx';
import { ListSearch } from './model/list-view.ts';

const listRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'containers',
  validateSearch: (raw) => ListSearch.parse(raw),
  loader: ({ params }) => askContainersEarly(params.host),
  // The first page of nearly every window: with the app, not after it.
  component: ContainersPage,
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

/** The containers of all hosts in one list. */
export const allContainersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'all/containers',
  validateSearch: (raw) => ListSearch.parse(raw),
  component: lazyRouteComponent(
    () => import('./components/all-containers-page.tsx'),
    'AllContainersPage',
  ),
});

export const containersRoutes = listRoute.addChildren([detailRoute, tabRoute]);
