/** The journal's newest entries, with each new one put on top as it comes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JournalEntry } from '../../../../contract/journal.ts';
import { api } from '../../../shared/lib/client.ts';
import { follow } from '../../../shared/lib/live.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** As many as the contract gives at once. */
const limit = 1000;

export function useJournal() {
  const cache = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const add = (entry: JournalEntry) =>
      cache.setQueryData<readonly JournalEntry[]>(keys.journal, (known) =>
        !known || known.some((one) => one.id === entry.id)
          ? known
          : [entry, ...known].slice(0, limit),
      );
    let first = true;
    const open = (signal: AbortSignal) => {
      // What happened while the link was down is only in the list.
      if (!first) void cache.invalidateQueries({ queryKey: keys.journal });
      first = false;
      return api.journal.watch({}, { signal });
    };
    void follow({ open, onEvent: add }, stop.signal);
    return () => stop.abort();
  }, [cache]);
  return useQuery({
    queryKey: keys.journal,
    queryFn: ({ signal }): Promise<readonly JournalEntry[]> =>
      api.journal.list({ limit }, { signal }),
    // Closed, it hears of nothing: each opening asks anew.
    staleTime: 0,
  });
}
