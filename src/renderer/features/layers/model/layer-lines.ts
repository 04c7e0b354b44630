/** The lines of an image's history as the list of layers shows them. Pure. */
import type { LayerSummary } from '../../../../contract/layers.ts';
import { readBuildStep } from '../../../shared/lib/build-step.ts';

/** `RUN apk add curl`: what the builder wrote, without what builders add. Empty where nothing is known. */
export function shortInstruction(layer: LayerSummary): string {
  const { instruction, text } = readBuildStep(layer.instruction);
  return [instruction, text].filter((part) => part !== '').join(' ');
}

/** It changed settings only: there is nothing to look into. */
export const isEmpty = (layer: LayerSummary): boolean => layer.digest === null;

/** The last one that holds files, which is what a person asks about most. */
export function firstShown(layers: readonly LayerSummary[]): number {
  const found = layers.findLast((layer) => !isEmpty(layer)) ?? layers.at(-1);
  return found?.index ?? 0;
}

/** A layer's place in the growing image, as shares of the whole. */
export interface Growth {
  readonly before: number;
  readonly own: number;
  /** Bytes of all layers up to this one, itself among them. */
  readonly totalBytes: number;
}

/** One for each layer. One that holds something shows something. */
export function growthOf(layers: readonly LayerSummary[]): readonly Growth[] {
  const all = layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  let totalBytes = 0;
  return layers.map(({ sizeBytes }) => {
    const before = all > 0 ? totalBytes / all : 0;
    totalBytes += sizeBytes;
    const own = sizeBytes > 0 ? Math.max(0.01, sizeBytes / all) : 0;
    return { before: Math.min(before, 1 - own), own, totalBytes };
  });
}
