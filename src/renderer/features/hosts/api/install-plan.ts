import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

export const installPlanQuery = queryOptions({
  queryKey: keys.installPlan,
  queryFn: ({ signal }) => api.hosts.installPlan({}, { signal }),
});
