/** The query cache: what was asked stays until a change says otherwise. Nothing polls. */
import { QueryClient } from '@tanstack/react-query';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      // The backend decides about retries of an engine; a second layer would double every wait.
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchOnMount: true,
      // Our own "online" is the link to the backend, not the machine's network.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
