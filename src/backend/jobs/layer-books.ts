import type { HostId } from '../../contract/ids.ts';
import { createLayerBook, type LayerBook } from '../../engine/images/layer-book.ts';

/** What is known of the layers on each host: a plan for hundreds of images asks each of them once. */
export function layerBooks(): { of(host: HostId): LayerBook } {
  const books = new Map<HostId, LayerBook>();
  return {
    of(host) {
      const book = books.get(host) ?? createLayerBook();
      books.set(host, book);
      return book;
    },
  };
}
