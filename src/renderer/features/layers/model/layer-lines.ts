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

/** Of the largest, so that lengths of bars can be compared; a layer that holds something shows something. */
export function barShare(layer: LayerSummary, layers: readonly LayerSummary[]): number {
  if (layer.sizeBytes === 0) return 0;
  const largest = layers.reduce((most, one) => Math.max(most, one.sizeBytes), 0);
  return Math.max(0.01, layer.sizeBytes / largest);
}
