/** What is asked about one image. All go stale by themselves when the image changes. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { HostId, ImageId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

export interface ImageKey {
  readonly host: HostId;
  readonly id: ImageId;
}

const keyOf = ({ host, id }: ImageKey, facet: string) =>
  [...keys.object({ host, kind: 'image', id }), facet] as const;

export const detailQuery = (image: ImageKey) =>
  queryOptions({
    queryKey: keyOf(image, 'detail'),
    queryFn: ({ signal }) => api.images.detail({ host: image.host, image: image.id }, { signal }),
  });

export const historyQuery = (image: ImageKey) =>
  queryOptions({
    queryKey: keyOf(image, 'history'),
    queryFn: ({ signal }) => api.images.history({ host: image.host, image: image.id }, { signal }),
  });

export const inspectQuery = (image: ImageKey) =>
  queryOptions({
    queryKey: keyOf(image, 'inspect'),
    queryFn: ({ signal }) => api.images.inspect({ host: image.host, image: image.id }, { signal }),
  });

/** Steps of builds, only while they are looked at. `asOf`: the list that they stand beside; with it they change. */
export function useIntermediates(
  host: HostId,
  { enabled, asOf }: { readonly enabled: boolean; readonly asOf: number },
) {
  return useQuery({
    queryKey: [...keys.list(host, 'image'), 'intermediate', asOf],
    queryFn: ({ signal }) => api.images.intermediates({ host }, { signal }),
    placeholderData: (before) => before,
    enabled: enabled && asOf > 0,
    gcTime: 0,
  }).data;
}

/** `target`: a name of the image, or its id for the whole. Asked anew each time: containers come and go. */
export const removalQuery = (image: ImageKey, target: string) =>
  queryOptions({
    queryKey: [...keyOf(image, 'removal'), target],
    queryFn: ({ signal }) =>
      api.images.removalOutcome({ host: image.host, image: target }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
