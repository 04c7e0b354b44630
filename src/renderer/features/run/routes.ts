import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { hostRoute } from '../../shared/lib/base-routes.ts';

const Search = z.object({ image: z.string().optional().catch(undefined) });

export const runRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: 'run',
  validateSearch: (raw) => Search.parse(raw),
  component: lazyRouteComponent(() => import('./components/run-page.tsx'), 'RunPage'),
});
