/** The rows of the table: an image with how many containers are made from it. Pure. */
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { nameOf } from './names.ts';

export interface ImageRow {
  readonly image: ImageSummary;
  readonly name: string;
  /** Containers made from it; null while they are not known. */
  readonly users: number | null;
}

type Known = ReadonlyMap<string, ImageRow>;

/** A row whose image and count are the same is the same object: it need not be drawn anew. */
export function joinRows(
  images: readonly ImageSummary[],
  containers: readonly ContainerSummary[] | undefined,
  before: readonly ImageRow[],
): readonly ImageRow[] {
  const counts = new Map<string, number>();
  for (const { imageId } of containers ?? []) {
    if (imageId !== null) counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
  }
  const known: Known = new Map(before.map((row) => [row.image.id, row]));
  return images.map((image) => {
    const users = containers ? (counts.get(image.id) ?? 0) : null;
    const old = known.get(image.id);
    return old && old.image === image && old.users === users
      ? old
      : { image, name: nameOf(image), users };
  });
}

export const shows = ['in-use', 'unused', 'dangling'] as const;
export type Show = (typeof shows)[number];

/** While the containers are not known an image counts as neither used nor unused. */
export function isShown(row: ImageRow, show: Show | undefined): boolean {
  if (show === 'dangling') return row.image.dangling;
  if (show === 'in-use') return row.users !== null && row.users > 0;
  if (show === 'unused') return row.users === 0 && !row.image.intermediate;
  return true;
}

/** A word of the filter as the engine's own `reference` filter takes it: `*` stands for anything. */
function matcher(word: string): RegExp {
  const parts = word.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'), 'i');
}

/** Each word must be found in a tag, a digest or the id. */
export function textFilter(text: string): (row: ImageRow) => boolean {
  const words = text.trim().split(/\s+/).filter(Boolean).map(matcher);
  return ({ image }) => {
    const places = [...image.tags, ...image.digests, image.id];
    return words.every((word) => places.some((place) => word.test(place)));
  };
}
