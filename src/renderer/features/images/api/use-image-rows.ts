import { useMemo, useRef } from 'react';
import type { HostId } from '../../../../contract/ids.ts';
import { useContainers, useImages } from '../../../shared/lib/rows.ts';
import { type ImageRow, joinRows } from '../model/image-rows.ts';

/** The table's rows, kept up to date by the lists of images and containers. */
export function useImageRows(host: HostId) {
  const images = useImages(host);
  const containers = useContainers(host);
  const before = useRef<readonly ImageRow[]>([]);
  const rows = useMemo(() => {
    if (!images.data) return undefined;
    before.current = joinRows(images.data, containers.data, before.current);
    return before.current;
  }, [images.data, containers.data]);
  return { rows, error: images.error, refetch: images.refetch };
}
