/** Which layer has the bytes of a path, and under which of its own nodes. */
import { flags, kinds, linkOf } from '../index/layer-index.ts';
import type { Analysis } from '../stack/analysis.ts';
import { indexAt, stateOf } from '../stack/state.ts';
import { ownNodeOf } from '../waste/waste.ts';

export interface OwnEntry {
  /** By place among the layers. */
  readonly layer: number;
  readonly own: number;
}

/** The entry of a layer for a node of the analysis; undefined when the layer has none. */
function entryIn({ layers }: Analysis, layer: number, node: number): OwnEntry | undefined {
  const { index, nodeOf } = layers[layer] ?? {};
  const own = nodeOf?.indexOf(node) ?? -1;
  if (!index || own <= 0 || ((index.flag[own] as number) & flags.entry) === 0) return undefined;
  return { layer, own };
}

/** What is visible at a node with `layers` layers laid on. */
export function visibleEntry(
  analysis: Analysis,
  layers: number,
  node: number,
): OwnEntry | undefined {
  const { owner, entry } = stateOf(analysis, layers);
  const layer = owner[node] ?? -1;
  return layer === -1 ? undefined : { layer, own: entry[node] as number };
}

/** The nearest layer below `layer` with an entry for the node. */
export function entryBelow(analysis: Analysis, layer: number, node: number): OwnEntry | undefined {
  for (let at = layer - 1; at >= 0; at -= 1) {
    const found = entryIn(analysis, at, node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A node of the analysis by the parts that lead to it from the root of one layer. */
function nodeBehind(analysis: Analysis, path: Uint8Array): number {
  for (const { index, nodeOf } of analysis.layers) {
    const own = index === null ? -1 : ownNodeOf(index, path);
    if (own > 0) return nodeOf[own] as number;
  }
  return -1;
}

/** Hard links lead to a file in a few steps, or in a ring. */
const mostSteps = 20;

/** The file whose bytes an entry shows: itself, or behind hard links. Undefined for what has no bytes. */
export function fileBehind(analysis: Analysis, entry: OwnEntry): OwnEntry | undefined {
  let at: OwnEntry | undefined = entry;
  for (let steps = 0; at !== undefined && steps < mostSteps; steps += 1) {
    const index = indexAt(analysis, at.layer);
    if (index.kind[at.own] === kinds.file) return at;
    if (index.kind[at.own] !== kinds.hardlink) return undefined;
    const target = linkOf(index, at.own);
    const own = ownNodeOf(index, target);
    const node = own > 0 ? -1 : nodeBehind(analysis, target);
    // A link to a lower layer's file; within its own layer, otherwise.
    at = own > 0 ? { layer: at.layer, own } : entryBelow(analysis, at.layer, node);
  }
  return undefined;
}
