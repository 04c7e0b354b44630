/** Who is signed in where. Read anew whenever a screen opens: the Docker CLI keeps the same logins. */
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

export const loginsQuery = queryOptions({
  queryKey: [...keys.registries, 'logins'],
  queryFn: ({ signal }) => api.registries.list({}, { signal }),
  staleTime: 0,
});

/** After a login or an agreement: whatever a registry was asked may have another answer now. */
export const askRegistriesAgain = () =>
  queryClient.invalidateQueries({ queryKey: keys.registries });
