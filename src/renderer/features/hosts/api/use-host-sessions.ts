import { useEffect, useState } from 'react';
import type { HostSessions } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { follow } from '../../../shared/lib/live.ts';

/** Null while there is no login, or nothing is known yet. */
export function useHostSessions(host: HostId): HostSessions | null {
  const [sessions, setSessions] = useState<HostSessions | null>(null);
  useEffect(() => {
    const stream = new AbortController();
    void follow(
      { open: (signal) => api.hosts.sessions({ host }, { signal }), onEvent: setSessions },
      stream.signal,
    );
    return () => stream.abort();
  }, [host]);
  return sessions;
}
