/**
 * A source of layers as the shelf sees it, whether an engine, an archive or a registry: what is known of the image
 * before its bytes travel, and the bytes.
 */
import type { HistoryLine, ImageFacts } from '../../engine/layers/facts.ts';

export type Bytes = AsyncIterable<Uint8Array>;

/** All of an image in one stream: an engine's save, a file. Leaving the loop closes the source. */
export interface ArchiveBytes {
  readonly kind: 'archive';
  open(signal: AbortSignal): Bytes;
  /** Of several images in it. */
  readonly image?: string | undefined;
}

/** Each layer by itself, packed or not: a registry. What is known already is not fetched. Needs `facts`. */
export interface SingleLayers {
  readonly kind: 'layers';
  /** As they travel, by place. */
  readonly sizesBytes: readonly number[];
  open(place: number, signal: AbortSignal): Bytes;
}

/** One more layer, that is in no archive: what a container has changed. */
export interface TopLayer {
  readonly line: HistoryLine;
  /** A tar as layers are. */
  open(signal: AbortSignal): Bytes;
}

export interface LayerBytes {
  /** As asked for: shown, and the name of a file that has none of its own. */
  readonly name: string;
  /** What is read is the same as long as this is; null where nobody can tell. */
  readonly identity: string | null;
  /** With all diff ids; null when only the bytes tell. */
  readonly facts: ImageFacts | null;
  /** An estimate of all that would travel; 0 when nothing is known. */
  readonly travelBytes: number;
  /** Another machine's bytes: a person is asked before they travel. */
  readonly remote: boolean;
  readonly from: ArchiveBytes | SingleLayers;
  readonly top?: TopLayer | undefined;
}

/** What would travel when these layers are known. Only single layers can be left out. */
export function travelBytes({ facts, from, travelBytes: all }: LayerBytes, known: Set<string>) {
  if (from.kind === 'archive' || facts === null) return all;
  return facts.layers.reduce(
    (sum, { diffId, missing }, place) =>
      sum + (known.has(diffId) || missing !== 'no' ? 0 : (from.sizesBytes[place] ?? 0)),
    0,
  );
}

/** What travels for the bytes of these layers alone. */
export function travelOfLayers({ from, travelBytes: all }: LayerBytes, places: readonly number[]) {
  if (from.kind === 'archive') return all;
  return [...new Set(places)].reduce((sum, place) => sum + (from.sizesBytes[place] ?? 0), 0);
}
