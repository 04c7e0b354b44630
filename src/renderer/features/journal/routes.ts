import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { rootRoute } from '../../shared/lib/base-routes.ts';

const Search = z.object({ q: z.string().optional().catch(undefined) });

export const journalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'journal',
  validateSearch: (raw) => Search.parse(raw),
  component: lazyRouteComponent(() => import('./components/journal-page.tsx'), 'JournalPage'),
});
