import { useMemo, useRef } from 'react';
import type { HostId } from '../../../../contract/ids.ts';
import { useContainers, useImages } from '../../../shared/lib/rows.ts';
import { type ImageRow, joinRows } from '../model/image-rows.ts';
import { useIntermediates } from './queries.ts';

/** The table's rows, kept up to date by the lists of images and containers. */
export function useImageRows(host: HostId, withSteps: boolean) {
  const images = useImages(host);
  const steps = useIntermediates(host, { enabled: withSteps, asOf: images.dataUpdatedAt });
  const containers = useContainers(host);
  const before = useRef<readonly ImageRow[]>([]);
  const rows = useMemo(() => {
    if (!images.data) return undefined;
    const all = [...images.data, ...((withSteps && steps) || [])];
    before.current = joinRows(all, containers.data, before.current);
    return before.current;
  }, [images.data, containers.data, steps, withSteps]);
  return { rows, error: images.error, refetch: images.refetch };
}
