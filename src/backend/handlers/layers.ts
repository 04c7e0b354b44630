import { refuse } from '../../contract/errors.ts';
import type { LayerSource } from '../../contract/layers.ts';
import type { Backbone } from '../backbone.ts';
import { imageBytes } from '../layers/image-bytes.ts';
import type { LayerBytes } from '../layers/layer-bytes.ts';
import { createShelf, type Shelf } from '../layers/shelf.ts';
import type { HandlersFor } from './handlers-for.ts';

export function openShelf({ hosts }: Pick<Backbone, 'hosts'>): Shelf {
  return createShelf({
    async open(source: LayerSource, signal: AbortSignal): Promise<LayerBytes> {
      if (source.kind === 'image') return imageBytes(hosts, source, signal);
      throw refuse('not-supported', 'Layers cannot be read from there yet.');
    },
  });
}

export function layerHandlers(shelf: Shelf): HandlersFor<'layers'> {
  const no = (): never => {
    throw refuse('not-supported', 'Not built yet.');
  };
  return {
    analyse: (input, { signal }) => shelf.analyse(input, signal),
    tree: (input, options) => shelf.use(input.analysis).api.layers.tree(input, options),
    reveal: (input, options) => shelf.use(input.analysis).api.layers.reveal(input, options),
    treemap: (input, options) => shelf.use(input.analysis).api.layers.treemap(input, options),
    waste: (input, options) => shelf.use(input.analysis).api.layers.waste(input, options),
    ...{ upload: no, file: no, download: no, compare: no, compareTree: no },
    ...{ remembered: no, forget: no },
  };
}
