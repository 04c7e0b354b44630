/**
 * The two routes that others hang from. A feature makes its own with
 * `createRoute({ getParentRoute: () => hostRoute, path: 'containers', … })`; `app/router.tsx` joins
 * them into the tree and gives these two their components.
 */
import { createRootRoute, createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { HostId } from '../../../contract/ids.ts';

export const rootRoute = createRootRoute();

const HostParams = z.object({ host: HostId });

export const hostRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'host/$host',
  params: {
    parse: (raw) => HostParams.parse(raw),
    stringify: ({ host }) => ({ host }),
  },
});

/** The host of the view on screen. Only below `hostRoute`. */
export const useRouteHost = (): HostId => hostRoute.useParams({ select: (params) => params.host });
