/** What the engine knows of the image that is typed: whether it is there, and its config. */
import { useQuery } from '@tanstack/react-query';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageConfig, ImageSummary } from '../../../../contract/images.ts';
import { api } from '../../../shared/lib/client.ts';
import { findImage } from '../../../shared/lib/find-image.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import { useImages } from '../../../shared/lib/rows.ts';

export interface LocalImage {
  readonly summary: ImageSummary | undefined;
  readonly config: ImageConfig | undefined;
  /** `linux/amd64`; empty while it is not known. */
  readonly platform: string;
  /** Undefined while the list is not known. */
  readonly isLocal: boolean | undefined;
  /** Names of all local images. */
  readonly names: readonly string[];
}

export function useLocalImage(host: HostId, text: string): LocalImage {
  const { data: rows } = useImages(host);
  const summary = rows && findImage(rows, text);
  const { data } = useQuery({
    queryKey: [...keys.object({ host, kind: 'image', id: summary?.id ?? '' }), 'detail'],
    queryFn: ({ signal }) => api.images.detail({ host, image: summary?.id ?? '' }, { signal }),
    enabled: summary !== undefined,
  });
  return {
    summary,
    config: summary ? data?.config : undefined,
    platform:
      summary && data ? [data.os, data.architecture, data.variant].filter(Boolean).join('/') : '',
    isLocal: rows && summary !== undefined,
    names: rows?.flatMap((row) => row.tags).toSorted() ?? [],
  };
}
