/** Each host's own list and its own changes: none waits for another. */
import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Host } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { holdChanges } from '../../../shared/lib/changes.ts';
import { useConnection } from '../../../shared/lib/live-stores.ts';
import { containersQuery } from '../../../shared/lib/rows.ts';
import { type HostList, isAsked } from '../model/all-rows.ts';

export interface AskedList extends HostList {
  readonly host: Host;
  /** Why the list did not come, although the host is there. */
  readonly error: Error | null;
  readonly again: () => void;
}

/** In the order of the hosts. */
export function useAllLists(hosts: readonly Host[]): readonly AskedList[] {
  const { kind } = useConnection();
  const answers = useQueries({
    queries: hosts.map((host) => ({ ...containersQuery(host.id), enabled: isAsked(host.state) })),
  });
  return hosts.flatMap((host, at) => {
    const answer = answers[at];
    if (!answer) return [];
    const { data, error, refetch } = answer;
    const fresh = kind === 'open' && isAsked(host.state) && !error && data !== undefined;
    return [{ host, fresh, rows: data, error, again: () => void refetch() }];
  });
}

/** Follows one host's changes while it is mounted: one each, so that none is let go for another. */
export function Followed({ host }: { readonly host: HostId }) {
  useEffect(() => holdChanges(host), [host]);
  return null;
}
