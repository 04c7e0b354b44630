import { useState } from 'react';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { HostId, ImageId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { removeImage } from './use-remove.ts';

export type ItemResult = 'working' | 'done' | Problem;

/** Removes images one after the other and tells the result of each; one that fails stops no other. */
export function useBulkRemove(host: HostId) {
  const [results, setResults] = useState<ReadonlyMap<ImageId, ItemResult>>(new Map());
  const [phase, setPhase] = useState<'asking' | 'working' | 'ended'>('asking');
  const note = (id: ImageId, result: ItemResult) =>
    setResults((now) => new Map(now).set(id, result));
  const start = async (images: readonly ImageSummary[]) => {
    setPhase('working');
    for (const image of images) {
      note(image.id, 'working');
      try {
        await removeImage(host, { image, force: false });
        note(image.id, 'done');
      } catch (error) {
        note(image.id, toProblem(error));
      }
    }
    setPhase('ended');
  };
  return { results, phase, start };
}
