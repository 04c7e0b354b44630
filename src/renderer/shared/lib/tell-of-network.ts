import { api, connectionState } from './client.ts';

/** The browser knows of a new network before any connection over the old one has timed out. */
export function tellOfNetwork(signal: AbortSignal): void {
  const tell = () => {
    if (connectionState.get().kind === 'open') api.hosts.networkChanged({}).catch(() => {});
  };
  addEventListener('online', tell, { signal });
}
