import { useEffect, useState } from 'react';
import type { HostFacts } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { follow } from '../../../shared/lib/live.ts';

export interface KnownFacts {
  /** The newest look; it stays while the host is away. */
  readonly facts: HostFacts | null;
  /** False once it is known that this way has no login to look through. */
  readonly supported: boolean;
}

/** Mounting it is what asks for the looks; a hidden window asks for none. */
export function useHostFacts(host: HostId): KnownFacts {
  const [known, setKnown] = useState<KnownFacts>({ facts: null, supported: true });
  useEffect(() => {
    let stream = new AbortController();
    const look = () => {
      stream.abort();
      if (document.hidden) return;
      const own = new AbortController();
      stream = own;
      void follow(
        {
          open: (signal) => api.hosts.facts({ host }, { signal }),
          onEvent: (facts) => setKnown({ facts, supported: true }),
          onProblem: ({ code }) => {
            // Asking again would not change it.
            if (code !== 'not-supported') return;
            own.abort();
            setKnown({ facts: null, supported: false });
          },
        },
        own.signal,
      );
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stream.abort();
    };
  }, [host]);
  return known;
}
