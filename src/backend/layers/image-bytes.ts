import type { HostId } from '../../contract/ids.ts';
import { saveImages } from '../../engine/images/archives.ts';
import { imageDetail, imageHistory } from '../../engine/images/detail.ts';
import { engineFacts } from '../../engine/layers/engine-facts.ts';
import type { HostTable } from '../connections/host-table.ts';
import type { LayerBytes } from './layer-bytes.ts';

/** An image of an engine. Throws `image-not-found`. */
export async function imageBytes(
  hosts: HostTable,
  { host, image }: { host: HostId; image: string },
  signal: AbortSignal,
): Promise<LayerBytes> {
  const facts = await hosts.withEngine(
    host,
    async (engine) => {
      const detail = await imageDetail(engine, image, { signal });
      const history = await imageHistory(engine, image, { signal });
      return { ...engineFacts(image, detail, history), sizeBytes: detail.summary.sizeBytes };
    },
    signal,
  );
  const { sizeBytes, ...rest } = facts;
  const remote = hosts.latest.get().find(({ id }) => id === host)?.remote ?? false;
  return {
    ...{ name: image, identity: `${host} ${facts.imageId}`, facts: rest },
    ...{ travelBytes: sizeBytes, remote },
    from: {
      kind: 'archive',
      async *open(stop) {
        const engine = await hosts.get(host).connection.engine(stop);
        // By id: a tag may point to another image by now.
        yield* saveImages(engine, [facts.imageId], { signal: stop });
      },
    },
  };
}
