/** What the removal of several images would do and free, told before it is done. */
import type { CallOptions } from '../../contract/define.ts';
import type { ImageId } from '../../contract/ids.ts';
import type { PlannedImage, RemovalPlan, RemovalScope } from '../../contract/image-removal.ts';
import { listContainers } from '../containers/list.ts';
import type { Engine } from '../docker/engine.ts';
import { type LayerBook, sizedStackOf, stackOf } from './layer-book.ts';
import { layerUse, type SizedStack, sumFreed } from './layer-use.ts';
import { allImages, type KnownImage } from './list.ts';
import { orderRemoval, type RemovalFacts } from './removal-order.ts';

/** Images that a clean-up would offer. Pure. */
export function inScope(
  images: readonly KnownImage[],
  used: ReadonlySet<ImageId>,
  scope: RemovalScope,
): ReadonlySet<ImageId> {
  if (scope.kind === 'chosen') return new Set(scope.images);
  const { kind, createdBeforeMs = Number.POSITIVE_INFINITY, label = '' } = scope;
  const [name = '', value] = label.split(/=(.*)/s);
  const found = images.filter(({ summary, labels }) => {
    if (summary.intermediate || summary.createdAtMs >= createdBeforeMs) return false;
    if (kind === 'dangling' ? !summary.dangling : used.has(summary.id)) return false;
    const has = labels[name];
    return label === '' || (has !== undefined && (value === undefined || has === value));
  });
  return new Set(found.map(({ summary }) => summary.id));
}

const nobody = { bytes: 0, precision: 'exact' } as const;

/**
 * Sizes are asked only of what would go; layers of all that is there, since any of them may keep a layer. `book`
 * remembers both: an image under one id never changes them.
 */
export async function removalPlan(
  engine: Engine,
  { scope, book }: { readonly scope: RemovalScope; readonly book: LayerBook },
  options: CallOptions = {},
): Promise<RemovalPlan> {
  const [images, containers] = await Promise.all([
    allImages(engine, options),
    listContainers(engine, options),
  ]);
  const used = new Set(containers.flatMap(({ imageId }) => (imageId === null ? [] : [imageId])));
  const chosen = inScope(images, used, scope);
  const facts: RemovalFacts = { images, containers, cleanUp: scope.kind !== 'chosen' };
  const steps = orderRemoval(facts, chosen);
  const use = layerUse(await stackOf(engine, { images, book }, options));
  // A container whose image was removed by force holds layers that no list shows.
  const known = new Set<string>(images.map(({ summary }) => summary.id));
  const hidden = containers.some(({ imageId }) => imageId === null || !known.has(imageId));
  const items: PlannedImage[] = [];
  for (const { image, along, ...outcome } of steps) {
    const item = (stack: SizedStack | null): PlannedImage => {
      for (const gone of along) use.drop({ chain: book.stacks.get(gone) ?? [] });
      const freed = stack === null ? nobody : use.free(stack);
      const { id, tags, digests, createdAtMs, sizeBytes } = image;
      return {
        ...{ image: id, names: tags, digests, createdAtMs, sizeBytes },
        ...outcome,
        freed: hidden && freed.bytes > 0 ? { ...freed, precision: 'about' } : freed,
      };
    };
    const goes = outcome.effect === 'delete';
    items.push(item(goes ? await sizedStackOf(engine, { image, book }, options) : null));
  }
  return { items, freed: sumFreed(items.map((one) => one.freed)) };
}
