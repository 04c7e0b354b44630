import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shared/lib/base-routes.ts';

export const registriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'registries',
  component: lazyRouteComponent(() => import('./components/registries-page.tsx'), 'RegistriesPage'),
});
