import { join } from 'node:path';
import type { LayerSource } from '../../contract/layers.ts';
import type { Backbone } from '../backbone.ts';
import { type ArchiveTable, openArchiveTable } from '../layers/archive-table.ts';
import { containerBytes } from '../layers/container-bytes.ts';
import { imageBytes } from '../layers/image-bytes.ts';
import type { LayerBytes } from '../layers/layer-bytes.ts';
import { readFile } from '../layers/read-file.ts';
import { registryBytes } from '../layers/registry-bytes.ts';
import { saveFromLayer } from '../layers/save-from-layer.ts';
import { createStackReader } from '../layers/shared-layers.ts';
import { createShelf, type Shelf } from '../layers/shelf.ts';
import type { HandlersFor } from './handlers-for.ts';

/** What lives longer than a window's question. */
export interface LayerDesk {
  readonly shelf: Shelf;
  readonly archives: ArchiveTable;
  close(): Promise<void>;
}

export function openLayerDesk({
  hosts,
  registries,
  stateFolder,
}: Pick<Backbone, 'hosts' | 'registries' | 'stateFolder'>): LayerDesk {
  const archives = openArchiveTable(join(stateFolder, 'archives'));
  const stacksOn = createStackReader(hosts);

  async function open(source: LayerSource, signal: AbortSignal): Promise<LayerBytes> {
    switch (source.kind) {
      case 'image':
        return imageBytes(hosts, source, signal);
      case 'container':
        return containerBytes(hosts, source, signal);
      case 'archive':
        return archives.bytes(source);
      case 'registry':
        return registryBytes(registries, source, signal);
    }
  }

  const shelf = createShelf({
    folder: join(stateFolder, 'layers'),
    open,
    stacks: async (source, signal) => ('host' in source ? stacksOn(source.host, signal) : []),
  });
  return {
    ...{ shelf, archives },
    async close() {
      await shelf.close();
      await archives.close();
    },
  };
}

export function layerHandlers(
  backbone: Backbone,
  { shelf, archives }: LayerDesk,
): HandlersFor<'layers'> {
  return {
    analyse: (input, { signal }) => shelf.analyse(input, signal),
    upload: (input, up, { signal }) => archives.upload(input, up, signal),
    tree: (input, options) => shelf.use(input.analysis).api.layers.tree(input, options),
    reveal: (input, options) => shelf.use(input.analysis).api.layers.reveal(input, options),
    treemap: (input, options) => shelf.use(input.analysis).api.layers.treemap(input, options),
    waste: (input, options) => shelf.use(input.analysis).api.layers.waste(input, options),
    file: (input, { signal }) => readFile(shelf, input, signal),
    download: (input) => saveFromLayer(backbone, shelf, input),
    async compare(input, options) {
      shelf.use(input.left);
      return shelf.use(input.right).api.layers.compare(input, options);
    },
    async compareTree(input, options) {
      shelf.use(input.left);
      return shelf.use(input.right).api.layers.compareTree(input, options);
    },
    remembered: (input, options) => shelf.worker().layers.remembered(input, options),
    forget: (input, options) => shelf.worker().layers.forget(input, options),
  };
}
