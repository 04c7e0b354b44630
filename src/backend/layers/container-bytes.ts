import type { ContainerId, HostId } from '../../contract/ids.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { containerLayer } from '../../engine/layers/container-layer.ts';
import type { HostTable } from '../connections/host-table.ts';
import { imageBytes } from './image-bytes.ts';
import type { LayerBytes } from './layer-bytes.ts';

/** A container's image, and what it has changed as one more layer. Throws `not-found`. */
export async function containerBytes(
  hosts: HostTable,
  { host, container }: { host: HostId; container: ContainerId },
  signal: AbortSignal,
): Promise<LayerBytes> {
  const detail = await hosts.withEngine(
    host,
    (engine) => containerDetail(engine, container, { signal }),
    signal,
  );
  const { summary } = detail;
  const base = summary.imageId ?? summary.image;
  const image = await imageBytes(hosts, { host, image: base }, signal);
  return {
    ...image,
    name: summary.name,
    // A container changes without anybody telling.
    identity: null,
    facts: image.facts && { ...image.facts, name: summary.name },
    top: {
      line: {
        ...{ instruction: '', comment: 'container', builtElsewhere: false, layer: null },
        createdAtMs: summary.createdAtMs,
      },
      async *open(stop) {
        const engine = await hosts.get(host).connection.engine(stop);
        yield* containerLayer(engine, container, { signal: stop });
      },
    },
  };
}
