/** The tree of pages. Features bring their routes; the frame and the host's gate are ours. */
import { createRoute, createRouter } from '@tanstack/react-router';
import { allContainersRoute, containersRoutes } from '../features/containers/routes.ts';
import { contextsRoute } from '../features/contexts/routes.ts';
import { hostPageRoute } from '../features/hosts/routes.ts';
import { firstImageRoute, imagesRoutes } from '../features/images/routes.ts';
import { journalRoute } from '../features/journal/routes.ts';
import { compareRoute, layersRoute } from '../features/layers/routes.ts';
import { registriesRoute } from '../features/registries/routes.ts';
import { runRoute } from '../features/run/routes.ts';
import { settingsRoute } from '../features/settings/routes.ts';
import { hostRoute, rootRoute } from '../shared/lib/base-routes.ts';
import { readSearchText, writeSearchText } from '../shared/lib/search-text.ts';
import { PanelBoundary } from '../shared/ui/error-boundary.tsx';
import { Frame } from './frame/frame.tsx';
import { HostGate } from './host-gate.tsx';
import { NotFound } from './not-found.tsx';
import { StartPage } from './start-page.tsx';

rootRoute.update({ component: Frame, notFoundComponent: NotFound });
hostRoute.update({ component: HostGate });

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: StartPage,
});

const hostIndexRoute = createRoute({
  getParentRoute: () => hostRoute,
  path: '/',
  component: StartPage,
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  hostRoute.addChildren([
    hostIndexRoute,
    containersRoutes,
    imagesRoutes,
    firstImageRoute,
    runRoute,
    hostPageRoute,
  ]),
  allContainersRoute,
  settingsRoute,
  contextsRoute,
  registriesRoute,
  journalRoute,
  layersRoute,
  compareRoute,
]);

export const router = createRouter({
  routeTree,
  parseSearch: readSearchText,
  stringifySearch: writeSearchText,
  // What is lazily loaded comes from this machine: loading it early gains nothing.
  defaultPreload: false,
  // A flash of "pending" between two local chunks would only flicker.
  defaultPendingMs: 500,
  defaultErrorComponent: ({ error }) => (
    <PanelBoundary>
      <Rethrow error={error} />
    </PanelBoundary>
  ),
});

function Rethrow({ error }: { readonly error: unknown }): never {
  throw error;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
