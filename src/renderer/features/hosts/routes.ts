import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { hostRoute } from '../../shared/lib/base-routes.ts';

export const hostPageRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'about',
  component: lazyRouteComponent(() => import('./components/host-page.tsx'), 'HostPage'),
});
