/** Removes an image as it was shown: one that has got another name since is left alone. */
import type { CallOptions } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { ImageToRemove } from '../../contract/image-removal.ts';
import type { Engine } from '../docker/engine.ts';
import { findImage } from './detail.ts';
import { type RemovedImage, removeImage } from './names.ts';

/**
 * Throws `image-not-found`, `image-changed` before anything is done; `image-in-use` and the like as the engine does,
 * perhaps with some of the names gone already.
 */
export async function removeExactly(
  engine: Engine,
  { image, names }: ImageToRemove,
  options: CallOptions = {},
): Promise<RemovedImage> {
  const now = await findImage(engine, image, options);
  if (now === null) {
    throw refuse('image-not-found', 'The image is not on this engine any more.', {
      facts: { name: names[0] ?? image },
    });
  }
  const unseen = now.tags.find((tag) => !names.includes(tag));
  if (unseen !== undefined) {
    throw refuse('image-changed', `The image has the name ${unseen} by now.`, {
      facts: { name: unseen },
    });
  }
  const untagged: string[] = [];
  const deleted: string[] = [];
  for (const target of now.tags.length === 0 ? [image] : now.tags) {
    const did = await removeImage(engine, { image: target, force: false }, options);
    untagged.push(...did.untagged);
    deleted.push(...did.deleted);
  }
  return { untagged, deleted };
}
