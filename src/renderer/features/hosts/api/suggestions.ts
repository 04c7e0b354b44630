import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** Hosts that the person's own files name. Read anew each time that the dialog opens. */
export const suggestionsQuery = queryOptions({
  queryKey: keys.hostSuggestions,
  queryFn: ({ signal }) => api.hosts.suggestions({}, { signal }),
  staleTime: 0,
});
