/**
 * Asks for a host's containers while their screen is still being drawn, so that the engine works
 * meanwhile. The screen's own query then finds the rows, or the question, in the cache.
 */
import type { HostId } from '../../../contract/ids.ts';
import { holdChanges } from './changes.ts';
import { hostsStore } from './live-stores.ts';
import { queryClient } from './query-client.ts';
import { containersQuery } from './rows.ts';

/** Until the screen holds the changes itself: what happens in between must not be missed. */
const bridgeMs = 10_000;

/** At once when the host has an engine, else as soon as the backend tells of one. */
export function askContainersEarly(host: HostId): void {
  const ask = (): boolean => {
    const hosts = hostsStore.get();
    if (!hosts) return false;
    if (!hosts.some((one) => one.id === host && one.engine)) return true;
    setTimeout(holdChanges(host), bridgeMs);
    // A refusal is told by the screen, whose query asks again.
    void queryClient.prefetchQuery(containersQuery(host));
    return true;
  };
  if (ask()) return;
  const stop = hostsStore.subscribe(() => {
    if (ask()) stop();
  });
}
