/** Which other images of an engine stand on the same layers. */
import type { HostId } from '../../contract/ids.ts';
import type { AnalysedImage } from '../../contract/layers.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { imageDetail } from '../../engine/images/detail.ts';
import { listImages } from '../../engine/images/list.ts';
import type { HostTable } from '../connections/host-table.ts';

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly digests: readonly string[];
}

/** Layers never change under an image's id. An entry is some hundred bytes to a few kilobytes. */
const knownMost = 2_000;
/** An engine answers an inspect in milliseconds; it has other guests. */
const atOnce = 4;

export function createStackReader(hosts: HostTable) {
  const known = new Map<string, readonly string[]>();

  async function digestsOf(engine: Engine, id: string, signal: AbortSignal) {
    const before = known.get(id);
    if (before !== undefined) return before;
    // An image that goes meanwhile shares nothing.
    const detail = await imageDetail(engine, id, { signal }).catch(() => undefined);
    const digests = detail?.layerDigests ?? [];
    if (known.size >= knownMost) known.clear();
    if (detail !== undefined) known.set(id, digests);
    return digests;
  }

  /** Every image of the engine; none where it cannot say. */
  return async function stacksOn(host: HostId, signal: AbortSignal): Promise<Stack[]> {
    return hosts.withEngine(host, async (engine) => {
      const rows = await listImages(engine, { signal });
      const waiting = rows.entries();
      const stacks: Stack[] = [];
      async function take(): Promise<void> {
        for (const [, { id, tags }] of waiting) {
          const name = tags[0] ?? id.replace(/^sha256:/, '').slice(0, 12);
          stacks.push({ id, name, digests: await digestsOf(engine, id, signal) });
        }
      }
      await Promise.all(Array.from({ length: atOnce }, take));
      return stacks;
    });
  };
}

/** Names of the images whose stack begins with the same layers, for each layer that is in it. */
export function withShared(image: AnalysedImage, stacks: readonly Stack[]): AnalysedImage {
  const others = stacks.filter(({ id }) => id !== image.imageId);
  let place = -1;
  let same = others;
  return {
    ...image,
    layers: image.layers.map((layer) => {
      if (layer.digest === null) return layer;
      place += 1;
      const at = place;
      same = same.filter(({ digests }) => digests[at] === layer.digest);
      return { ...layer, sharedWith: same.map(({ name }) => name).sort() };
    }),
  };
}
