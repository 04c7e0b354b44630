/** What is said of an image, from wherever it comes: the layers' files are told apart by their diff ids. */
import type { ImageConfig } from '../../contract/images.ts';

export type Missing = 'no' | 'foreign' | 'not-in-archive' | 'broken';

/** One line of the history, oldest first. */
export interface HistoryLine {
  readonly instruction: string;
  readonly comment: string;
  readonly createdAtMs: number | null;
  readonly builtElsewhere: boolean;
  /** Which of the layers it made; null for a line that made none. */
  readonly layer: number | null;
}

export interface LayerFacts {
  /** Of the unpacked tar, as the image says. */
  readonly diffId: string;
  readonly missing: Missing;
  /** The file that holds it in the archive that it was read from; null when it was known before. */
  readonly storedAt: string | null;
}

export type FactKind =
  | 'digest-differs'
  | 'size-differs'
  | 'foreign-layer'
  | 'missing-layer'
  | 'broken-layer';

export interface FactWarning {
  readonly kind: FactKind;
  readonly example: string;
  readonly layer: number;
}

export interface ImageFacts {
  readonly name: string;
  readonly imageId: string;
  readonly platform: string;
  readonly config: ImageConfig;
  readonly lines: readonly HistoryLine[];
  readonly layers: readonly LayerFacts[];
  readonly others: readonly string[];
  readonly warnings: readonly FactWarning[];
}

interface RawLine {
  readonly created_by: string;
  readonly comment: string;
  readonly createdAtMs: number | null;
  readonly empty: boolean;
}

/** Histories are free text for builders: some have none, some too few lines. Every layer gets one. */
export function linesOf(history: readonly RawLine[], layerCount: number): HistoryLine[] {
  let next = 0;
  const lines = history.map((line): HistoryLine => {
    const layer = line.empty || next >= layerCount ? null : next;
    if (layer !== null) next += 1;
    const { created_by: instruction, comment, createdAtMs } = line;
    return { instruction, comment, createdAtMs, builtElsewhere: false, layer };
  });
  for (; next < layerCount; next += 1) {
    lines.push({
      ...{ instruction: '', comment: '', createdAtMs: null, builtElsewhere: false, layer: next },
    });
  }
  return lines;
}
