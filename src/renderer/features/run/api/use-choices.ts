/** What the engine has to choose from: networks and named volumes. */
import { useQuery } from '@tanstack/react-query';
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

export function useNetworkNames(host: HostId): readonly string[] {
  const { data } = useQuery({
    queryKey: keys.list(host, 'network'),
    queryFn: ({ signal }) => api.networks.list({ host }, { signal }),
    select: (rows) => rows.map((row) => row.name).toSorted(),
  });
  return data ?? [];
}

/** Without those whose name is an id: nobody would know which to choose. */
export function useVolumeNames(host: HostId): readonly string[] {
  const { data } = useQuery({
    queryKey: keys.list(host, 'volume'),
    queryFn: ({ signal }) => api.volumes.list({ host }, { signal }),
    select: (rows) => rows.flatMap((row) => (row.anonymous ? [] : row.name)).toSorted(),
  });
  return data ?? [];
}
