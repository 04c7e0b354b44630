/**
 * A source of layers as the shelf sees it, whether an engine, an archive or a registry: what is known of the image
 * before its bytes travel, and the bytes.
 */
import type { HistoryLine, ImageFacts } from '../../engine/layers/facts.ts';

export interface LayerBytes {
  /** As asked for: shown, and the name of a file that has none of its own. */
  readonly name: string;
  /** What is read is the same as long as this is; null where nobody can tell. */
  readonly identity: string | null;
  /** With all diff ids; null when only the bytes tell. */
  readonly facts: ImageFacts | null;
  /** An estimate of what would travel; 0 when nothing is known. */
  readonly travelBytes: number;
  /** Another machine's bytes: a person is asked before they travel. */
  readonly remote: boolean;
  /** All of the image as one archive. Leaving the loop closes the source. */
  archive(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** One more layer on top of the image, that is in no archive: what a container has changed. */
  readonly top?: TopLayer | undefined;
  /** Of several images in the archive. */
  readonly image?: string | undefined;
}

export interface TopLayer {
  readonly line: HistoryLine;
  /** A tar as layers are. Leaving the loop closes the source. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}
