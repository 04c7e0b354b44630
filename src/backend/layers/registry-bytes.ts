import { readReference } from '../../contract/reference.ts';
import { configFacts } from '../../engine/layers/config-facts.ts';
import type { FactWarning } from '../../engine/layers/facts.ts';
import { broken } from '../../engine/layers/limits.ts';
import { isLoopback } from '../../engine/registry/address.ts';
import { type LayersWish, registryLayers } from '../registries/registry-layers.ts';
import type { RegistryTable } from '../registries/registry-table.ts';
import type { LayerBytes } from './layer-bytes.ts';

/** This machine's own registry costs nobody's line. */
function isHere(reference: string): boolean {
  const reading = readReference(reference);
  return reading.ok && isLoopback(reading.reference.registry.replace(/:\d+$/, ''));
}

/** An image in a registry: its config at once, its layers as they are wanted. Throws what the registry refuses. */
export async function registryBytes(
  table: RegistryTable,
  wish: LayersWish,
  signal: AbortSignal,
): Promise<LayerBytes> {
  const { layers, config, digest, open } = await registryLayers(table, wish, { signal });
  const place = { path: 'config', layerCount: layers.length };
  const { diffIds, ...said } = configFacts(config.json, place);
  if (diffIds.length !== layers.length) throw broken('its config names other layers than it has');
  const foreign = layers.flatMap(({ isForeign, digest: example }, layer): FactWarning[] =>
    isForeign ? [{ kind: 'foreign-layer', example, layer }] : [],
  );
  return {
    name: wish.reference,
    identity: digest,
    facts: {
      ...{ name: wish.reference, ...said },
      layers: diffIds.map((diffId, at) => ({
        ...{ diffId, missing: layers[at]?.isForeign ? 'foreign' : 'no', storedAt: null },
      })),
      ...{ others: [], warnings: foreign },
    },
    travelBytes: layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    remote: !isHere(wish.reference),
    from: {
      kind: 'layers',
      sizesBytes: layers.map(({ sizeBytes }) => sizeBytes),
      open: (at, stop) => {
        const layer = layers[at];
        if (!layer) throw broken('there is no such layer');
        return open(layer, { signal: stop });
      },
    },
  };
}
