/** What a removal of images would do, as a dialog says it. Pure. */
import type { PlannedImage, RemovalPlan } from '../../../../contract/image-removal.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { inOrder, shortId } from './names.ts';

/** What would lose something: the image or its names. */
export const going = (plan: RemovalPlan): readonly PlannedImage[] =>
  plan.items.filter((item) => item.effect !== 'refused');

/** A planned image as a person knows it. */
export const plannedName = ({ image, names, digests }: PlannedImage): string =>
  inOrder(names)[0] ?? digests[0]?.replace(/@.*/, '') ?? shortId(image);

/** What the engine is asked for: every name, or the id where there is none. */
export const plannedTargets = (items: readonly PlannedImage[]): readonly string[] =>
  items.flatMap(({ image, names }) => (names.length === 0 ? [image] : names));

/**
 * What is asked of the engine to make a whole image go: each of its names, the last of which takes the image along
 * (by id an engine refuses an image with names in two repositories); by force, or without a name, its id.
 */
export function removalTargets(image: ImageSummary, force: boolean): readonly string[] {
  return force || image.tags.length === 0 ? [image.id] : image.tags;
}
