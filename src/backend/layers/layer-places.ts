import type { LayerFacts } from '../../engine/layers/facts.ts';

/**
 * Docker up to 24 names the file of a layer by an id made of the layer and all below it: the same in the next image
 * that stands on them. So what lies there is known before it is hashed again.
 */
export interface LayerPlaces {
  diffIdAt(path: string): string | undefined;
  remember(layers: readonly LayerFacts[]): void;
}

const madeOfLayers = /^[0-9a-f]{64}\/layer\.tar$/;
const keptMost = 5_000;

export function createLayerPlaces(): LayerPlaces {
  const places = new Map<string, string>();
  return {
    diffIdAt: (path) => places.get(path),
    remember(layers) {
      if (places.size > keptMost) places.clear();
      for (const { storedAt, diffId, missing } of layers) {
        if (storedAt === null || missing !== 'no' || !madeOfLayers.test(storedAt)) continue;
        places.set(storedAt, diffId);
      }
    },
  };
}
