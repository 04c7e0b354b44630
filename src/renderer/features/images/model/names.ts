/** What an image is called, and whether two texts mean the same one. Pure. */
import type { ImageSummary } from '../../../../contract/images.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import { hexOf, shortLength } from './paths.ts';

export const shortId = (id: string) => hexOf(id).slice(0, shortLength);

export const inOrder = (names: readonly string[]): readonly string[] => names.toSorted(compareText);

/** The first of its names as they are listed, in whatever order the engine tells them. */
export const firstName = (image: ImageSummary): string | undefined => inOrder(image.tags)[0];

/** Its first name; without one the repository that its digest tells; else its short id. */
export const nameOf = (image: ImageSummary): string =>
  firstName(image) ?? image.digests[0]?.replace(/@.*/, '') ?? shortId(image.id);

/** What the engine knows it by: a name, or the id where it has none. */
export const referenceOf = (image: ImageSummary): string => firstName(image) ?? image.id;
