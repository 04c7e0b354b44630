import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shared/lib/base-routes.ts';

export const contextsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'contexts',
  component: lazyRouteComponent(() => import('./components/contexts-page.tsx'), 'ContextsPage'),
});
