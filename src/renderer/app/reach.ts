import { currentHost } from '../shared/lib/current-host.ts';
import type { ActionContext } from '../shared/lib/feature.ts';
import { router } from './router.tsx';

/** What a command reaches when it runs from a key, the palette or a menu. */
export const reach = (): ActionContext => ({
  host: currentHost.get(),
  go: (path) => router.history.push(path),
});
