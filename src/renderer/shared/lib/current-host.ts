/** The host on screen: set by the frame from the address, remembered for pages without one. */
import { HostId } from '../../../contract/ids.ts';
import { recall, remember } from './remembered.ts';
import { createStore, useStore } from './store.ts';

export const currentHost = createStore<HostId | undefined>(
  recall('host', HostId.optional(), undefined),
);
currentHost.subscribe(() => remember('host', currentHost.get()));

export const useCurrentHost = () => useStore(currentHost);
