import { useQuery } from '@tanstack/react-query';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** Its user and folder, and whether its main process has a terminal and reads. */
export function useDetail(host: HostId, id: ContainerId | undefined) {
  return useQuery({
    queryKey: [...keys.object({ host, kind: 'container', id: id ?? '' }), 'detail'],
    queryFn: ({ signal }) => {
      if (!id) throw new Error('disabled without a container');
      return api.containers.detail({ host, id }, { signal });
    },
    enabled: id !== undefined,
  }).data;
}
