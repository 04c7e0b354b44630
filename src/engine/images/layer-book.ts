/** Layers of images, as far as they were asked before. Whoever plans removals keeps a book for each engine. */
import type { CallOptions } from '../../contract/define.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ImageId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';
import type { Engine } from '../docker/engine.ts';
import { imageDetail, imageHistory } from './detail.ts';
import { chainIds, type LayerSizes, layerSizes, type SizedStack, type Stack } from './layer-use.ts';
import type { KnownImage } from './list.ts';

export interface LayerBook {
  readonly stacks: Map<ImageId, readonly string[]>;
  readonly sizes: Map<ImageId, LayerSizes>;
}

export const createLayerBook = (): LayerBook => ({ stacks: new Map(), sizes: new Map() });

/** Requests at once: an engine answers from memory, what takes time is the way to it. */
const atOnce = 6;

/** Null when the image went away since it was listed: then it holds nothing. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'image-not-found') return null;
    throw error;
  }
}

/** The stacks of all these images; those not in the book are asked. */
export async function stackOf(
  engine: Engine,
  { images, book }: { readonly images: readonly KnownImage[]; readonly book: LayerBook },
  options: CallOptions,
): Promise<Stack[]> {
  const here = new Set(images.map(({ summary }) => summary.id));
  for (const id of book.stacks.keys()) if (!here.has(id)) forget(book, id);
  const queue = [...here].filter((id) => !book.stacks.has(id));
  const ask = async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const detail = await unlessGone(imageDetail(engine, id, options));
      if (detail !== null) book.stacks.set(id, chainIds(detail.layerDigests));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return [...here].map((id) => ({ chain: book.stacks.get(id) ?? [] }));
}

function forget(book: LayerBook, id: ImageId): void {
  book.stacks.delete(id);
  book.sizes.delete(id);
}

/** With the size of each layer, by its history. Null when it is gone. */
export async function sizedStackOf(
  engine: Engine,
  { image, book }: { readonly image: ImageSummary; readonly book: LayerBook },
  options: CallOptions,
): Promise<SizedStack | null> {
  const chain = book.stacks.get(image.id);
  if (chain === undefined) return null;
  const known = book.sizes.get(image.id);
  const history = known ? null : await unlessGone(imageHistory(engine, image.id, options));
  const sizes = known ?? layerSizes(history?.toReversed() ?? [], chain.length);
  book.sizes.set(image.id, sizes);
  return { chain, sizes, totalBytes: image.sizeBytes };
}
