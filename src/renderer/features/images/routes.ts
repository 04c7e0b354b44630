import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { hostRoute } from '../../shared/lib/base-routes.ts';
import { ImagesSearch } from './model/view.ts';

const imagesRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'images',
  validateSearch: (raw) => ImagesSearch.parse(raw),
  component: lazyRouteComponent(() => import('./components/images-page.tsx'), 'ImagesPage'),
});

/** `$image`: the id's hex digits. */
const imageRoute = createRoute({
  getParentRoute: () => imagesRoute,
  path: '$image',
  component: lazyRouteComponent(() => import('./components/image-detail.tsx'), 'ImageDetail'),
});

const overviewRoute = createRoute({
  getParentRoute: () => imageRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./components/overview-tab.tsx'), 'OverviewTab'),
});

const historyRoute = createRoute({
  getParentRoute: () => imageRoute,
  path: 'history',
  component: lazyRouteComponent(() => import('./components/history-tab.tsx'), 'HistoryTab'),
});

const inspectRoute = createRoute({
  getParentRoute: () => imageRoute,
  path: 'inspect',
  component: lazyRouteComponent(() => import('./components/inspect-tab.tsx'), 'InspectTab'),
});

export const imagesRoutes = imagesRoute.addChildren([
  imageRoute.addChildren([overviewRoute, historyRoute, inspectRoute]),
]);

export const firstImageRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'first-image',
  component: lazyRouteComponent(
    () => import('./components/first-image-page.tsx'),
    'FirstImagePage',
  ),
});
