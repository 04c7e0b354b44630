import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/lib/client.ts';
import { queryClient } from '../../../shared/lib/query-client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** Read anew whenever the page is opened: the Docker CLI writes the same files. */
export const contextsQuery = queryOptions({
  queryKey: keys.contexts,
  queryFn: ({ signal }) => api.contexts.list({}, { signal }),
  staleTime: 0,
});

export const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.contexts });
