import { crc32 } from 'node:zlib';
import { refuse } from '../../contract/errors.ts';
import type { FileContent } from '../../contract/layers.ts';
import {
  type Extracted,
  type ExtractOptions,
  extract,
} from '../../engine/layers/extract/extract.ts';
import { fileContent, keptBytes } from '../../engine/layers/extract/file-content.ts';
import {
  entryBelow,
  fileBehind,
  type OwnEntry,
  visibleEntry,
} from '../../engine/layers/extract/own-entry.ts';
import { type Analysis, layersUpTo, pathOf } from '../../engine/layers/stack/analysis.ts';
import { indexAt } from '../../engine/layers/stack/state.ts';

export interface FileWish {
  /** A line of the history. */
  readonly layer: number;
  readonly node: number;
  readonly below: boolean;
}

export interface FileWants {
  readonly path: string;
  readonly content: OwnEntry | null;
  readonly below: OwnEntry | null;
}

export function fileWants(analysis: Analysis, { layer, node, below }: FileWish): FileWants {
  if (node >= analysis.paths.count) throw refuse('not-found', 'There is no such path.');
  const laid = layersUpTo(analysis, layer);
  const visible = visibleEntry(analysis, laid, node);
  const lower = below ? entryBelow(analysis, visible?.layer ?? laid - 1, node) : undefined;
  const behind = (entry: OwnEntry | undefined) => (entry && fileBehind(analysis, entry)) ?? null;
  return { path: pathOf(analysis.paths, node), content: behind(visible), below: behind(lower) };
}

/** Keeps the start of each file, and its sum: what stands in the analysis must have come. */
async function gather(
  analysis: Analysis,
  pieces: AsyncIterable<Extracted>,
): Promise<Map<OwnEntry, Uint8Array>> {
  const found = new Map<OwnEntry, Uint8Array>();
  let parts: Uint8Array[] = [];
  let size = 0;
  let sum = 0;
  for await (const piece of pieces) {
    if (piece.kind === 'begin') {
      parts = [];
      size = 0;
      sum = 0;
    } else if (piece.kind === 'data') {
      sum = crc32(piece.bytes, sum);
      if (size < keptBytes) parts.push(piece.bytes.slice(0, keptBytes - size));
      size += piece.bytes.length;
    } else if (sum === indexAt(analysis, piece.entry.layer).sum[piece.entry.own]) {
      found.set(piece.entry, Buffer.concat(parts));
    }
  }
  return found;
}

/** Throws `layer-missing` when the source does not hold what was analysed. */
export async function takeFiles(
  analysis: Analysis,
  wish: ExtractOptions,
  source: AsyncIterable<Uint8Array>,
): Promise<FileContent[]> {
  const found = await gather(analysis, extract(source, analysis, wish));
  return wish.entries.map((entry) => {
    const bytes = found.get(entry);
    if (bytes === undefined) {
      throw refuse('layer-missing', 'The source does not hold this file any more.');
    }
    const layer = analysis.layers[entry.layer]?.line ?? 0;
    const sizeBytes = indexAt(analysis, entry.layer).sizeBytes[entry.own] as number;
    return fileContent(bytes, { sizeBytes, layer });
  });
}
