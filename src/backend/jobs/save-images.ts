import type { SaveResult } from '../../contract/containers.ts';
import { refuse } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import { saveImages } from '../../engine/images/archives.ts';
import { findImage } from '../../engine/images/detail.ts';
import type { Backbone } from '../backbone.ts';
import { deliver, fileNameOf } from '../files/deliver.ts';

/** A tar of these images for the person's own disk. Throws `image-not-found` before anything is written. */
export async function saveImagesTo(
  backbone: Backbone,
  { host, images }: { host: HostId; images: readonly string[] },
): Promise<SaveResult> {
  const { hosts } = backbone;
  await hosts.withEngine(host, async (engine) => {
    for (const image of images) {
      if ((await findImage(engine, image)) === null) {
        throw refuse('image-not-found', `${image} is not on this engine.`, {
          facts: { name: image },
        });
      }
    }
  });
  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const engine = await hosts.get(host).connection.engine(signal);
    yield* saveImages(engine, images, { signal });
  }
  const [first = 'images'] = images;
  return deliver(backbone, {
    ...{ host, kind: 'save', open, mediaType: 'application/x-tar' },
    subject: images.join(', ').slice(0, 300),
    fileName: fileNameOf(images.length === 1 ? first.replace(/^sha256:/, '') : 'images', 'tar'),
  });
}
