import { useQuery } from '@tanstack/react-query';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** Asked anew when the container changes. */
export function useDetail(host: HostId, id: ContainerId) {
  return useQuery({
    queryKey: [...keys.object({ host, kind: 'container', id }), 'detail'],
    queryFn: ({ signal }) => api.containers.detail({ host, id }, { signal }),
  });
}

/** The engine's own JSON. */
export function useInspect(host: HostId, id: ContainerId) {
  return useQuery({
    queryKey: [...keys.object({ host, kind: 'container', id }), 'inspect'],
    queryFn: ({ signal }) => api.containers.inspect({ host, id }, { signal }),
  });
}
