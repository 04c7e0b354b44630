/** The host on screen: set by the frame from the address, remembered for pages without one. */
import { useRouterState } from '@tanstack/react-router';
import { HostId } from '../../../contract/ids.ts';
import { recall, remember } from './remembered.ts';
import { createStore, useStore } from './store.ts';

export const currentHost = createStore<HostId | undefined>(
  recall('host', HostId.optional(), undefined),
);
currentHost.subscribe(() => remember('host', currentHost.get()));

export const useCurrentHost = () => useStore(currentHost);

/** True on the pages that show all hosts at once. */
export const useShowsAllHosts = (): boolean =>
  useRouterState({ select: ({ location }) => location.pathname.startsWith('/all/') });

/** The host that the page is about: none where it is about all of them. */
export function useShownHost(): HostId | undefined {
  const current = useCurrentHost();
  return useShowsAllHosts() ? undefined : current;
}
