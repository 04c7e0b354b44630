/** The two lists that more than one screen reads: containers and images of a host. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ContainerSummary } from '../../../contract/containers.ts';
import { ContractError } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';
import type { ImageSummary } from '../../../contract/images.ts';
import { fetchRows } from './changes.ts';
import { api } from './client.ts';
import { keys } from './query-keys.ts';
import { reuseRows } from './row-patch.ts';
import { backOffMs } from './waits.ts';

type Rows<Row> = readonly Row[];
const share = <Row extends { readonly id: string }>(before: unknown, fresh: unknown) =>
  reuseRows(before as Rows<Row> | undefined, fresh as Rows<Row>);

/** About 4 s in all; then a person is told, and may ask again. */
const mostRetries = 4;

/** A list that was cut while the engine stays is asked for again: no change would ever cause it. */
const whenCut = {
  retry: (failures: number, error: Error) =>
    failures < mostRetries && error instanceof ContractError && error.code === 'engine-gone',
  retryDelay: backOffMs,
};

export function containersQuery(host: HostId) {
  return queryOptions({
    queryKey: keys.list(host, 'container'),
    queryFn: ({ signal }) =>
      fetchRows<ContainerSummary>(host, 'container', () =>
        api.containers.list({ host }, { signal }),
      ),
    structuralSharing: share<ContainerSummary>,
    ...whenCut,
  });
}

export function imagesQuery(host: HostId) {
  return queryOptions({
    queryKey: keys.list(host, 'image'),
    queryFn: ({ signal }) =>
      fetchRows<ImageSummary>(host, 'image', () => api.images.list({ host }, { signal })),
    structuralSharing: share<ImageSummary>,
    ...whenCut,
  });
}

export const useContainers = (host: HostId) => useQuery(containersQuery(host));
export const useImages = (host: HostId) => useQuery(imagesQuery(host));

/** The row of one id out of a list's query. A list's sharing is not that of one row, whose identity is kept anyway. */
const oneRow = <Row extends { readonly id: string }>(id: string) => ({
  select: (rows: Rows<Row>) => rows.find((row) => row.id === id),
  structuralSharing: false,
});

/** One row of the list, for a detail that must follow it. */
export function useContainerRow(host: HostId, id: string): ContainerSummary | undefined {
  return useQuery({ ...containersQuery(host), ...oneRow<ContainerSummary>(id) }).data;
}

export function useImageRow(host: HostId, id: string): ImageSummary | undefined {
  return useQuery({ ...imagesQuery(host), ...oneRow<ImageSummary>(id) }).data;
}
