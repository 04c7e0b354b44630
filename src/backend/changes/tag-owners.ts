import type { ImageId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';

/** Which image has which tag: engines say nothing about the image that loses a tag to another. */
export interface TagOwners {
  saw(rows: readonly ImageSummary[]): void;
  /** This image has these tags now. Returns the images that had one of them before. */
  took(row: ImageSummary): ImageId[];
  lost(id: ImageId): void;
}

export function createTagOwners(): TagOwners {
  const owners = new Map<string, ImageId>();

  function lost(id: ImageId): void {
    for (const [tag, owner] of owners) if (owner === id) owners.delete(tag);
  }

  return {
    saw(rows) {
      owners.clear();
      for (const row of rows) for (const tag of row.tags) owners.set(tag, row.id);
    },
    took(row) {
      const losers = new Set<ImageId>();
      for (const tag of row.tags) {
        const before = owners.get(tag);
        if (before !== undefined && before !== row.id) losers.add(before);
      }
      lost(row.id);
      for (const tag of row.tags) owners.set(tag, row.id);
      return [...losers];
    },
    lost,
  };
}
