/**
 * Bytes that travel with an image and that no container of it sees.
 *
 *   efficiency = 1 − wasted bytes / bytes of all layers
 *
 * Wasted is the content of every file that a later layer brings again or removes, once for each layer that holds it.
 * Not wasted is a file that is hidden while a hard link of its own layer is still visible: its bytes are in use.
 * `dive.ts` has the other formula, and where they differ.
 */
import type { Efficiency } from '../../../contract/layers.ts';
import { cleanParts } from '../index/clean-path.ts';
import { flags, kinds, type LayerIndex, linkOf } from '../index/layer-index.ts';
import { nameOf } from '../index/path-table.ts';
import type { Analysis } from '../stack/analysis.ts';
import { countChanges, type LayerCounts } from '../stack/changes.ts';
import { emptyState, indexAt, layOn, type State } from '../stack/state.ts';
import { countLikeDive } from './dive.ts';

/** One file of one layer that another layer made useless. Layers by place, not by line. */
export interface WastedFile {
  readonly node: number;
  readonly owner: number;
  readonly own: number;
  readonly bytes: number;
  readonly causedBy: number;
  readonly kind: 'replaced' | 'removed';
}

export interface Account {
  readonly efficiency: Efficiency;
  /** Bytes of all entries in view or not, by layer. */
  readonly totalBytes: number;
  readonly files: readonly WastedFile[];
  readonly counts: readonly LayerCounts[];
  /** Whiteouts that hid nothing, by layer: nodes. */
  readonly lost: readonly (readonly number[])[];
  /** With all layers laid on. */
  readonly final: State;
}

/** A layer's own node by the path in a hard link; -1 where it has none. */
export function ownNodeOf(index: LayerIndex, path: Uint8Array): number {
  let at = 0;
  for (const part of cleanParts(path).parts) {
    at = childOf(index, at, part);
    if (at < 0) return -1;
  }
  return at;
}

const childrenOf = new WeakMap<LayerIndex, Map<string, number>>();

function childOf(index: LayerIndex, folder: number, name: Uint8Array): number {
  let table = childrenOf.get(index);
  if (table === undefined) {
    table = new Map();
    for (let node = 1; node < index.parent.length; node += 1) {
      table.set(keyOf(index.parent[node] as number, nameOf(index, node)), node);
    }
    childrenOf.set(index, table);
  }
  return table.get(keyOf(folder, name)) ?? -1;
}

const keyOf = (folder: number, name: Uint8Array): string =>
  `${folder}/${Buffer.from(name.buffer, name.byteOffset, name.length).toString('latin1')}`;

/** Hard links lead to a file in a few steps, or in a ring: layer and own node of what has the bytes. */
function linkedFile(index: LayerIndex, own: number): number {
  let at = own;
  for (let steps = 0; steps < 20 && index.kind[at] === kinds.hardlink; steps += 1) {
    at = ownNodeOf(index, linkOf(index, at));
    if (at < 0) return -1;
  }
  return index.kind[at] === kinds.file ? at : -1;
}

/** Files that are in use through a hard link: `layer:own`. */
function stillLinked(analysis: Analysis, final: State): Set<string> {
  const used = new Set<string>();
  for (let node = 1; node < analysis.paths.count; node += 1) {
    const owner = final.owner[node] as number;
    if (owner === -1) continue;
    const index = indexAt(analysis, owner);
    const own = final.entry[node] as number;
    if (index.kind[own] !== kinds.hardlink) continue;
    const file = linkedFile(index, own);
    if (file >= 0) used.add(`${owner}:${file}`);
  }
  return used;
}

function wastedBy(analysis: Analysis, state: State): WastedFile[] {
  const found: WastedFile[] = [];
  for (const node of state.touched) {
    const owner = state.ownerBefore[node] as number;
    if (owner === -1) continue;
    const own = state.entryBefore[node] as number;
    const bytes = indexAt(analysis, owner).sizeBytes[own] as number;
    if (bytes === 0) continue;
    const kind = state.owner[node] === -1 ? 'removed' : 'replaced';
    found.push({ node, owner, own, bytes, causedBy: state.layers - 1, kind });
  }
  return found;
}

function bytesOf({ layers }: Analysis): number {
  let bytes = 0;
  for (const { index } of layers) {
    if (index === null) continue;
    for (let own = 0; own < index.flag.length; own += 1) {
      if (((index.flag[own] as number) & flags.entry) !== 0)
        bytes += index.sizeBytes[own] as number;
    }
  }
  return bytes;
}

/** Lays all layers on one another once, and keeps account. */
export function accountOf(analysis: Analysis): Account {
  const state = emptyState(analysis);
  const dive = countLikeDive(analysis);
  const counts: LayerCounts[] = [];
  const lost: number[][] = [];
  const hidden: WastedFile[] = [];
  while (state.layers < analysis.layers.length) {
    dive.before(state);
    layOn(analysis, state);
    counts.push(countChanges(analysis, state));
    lost.push(state.lost);
    for (const file of wastedBy(analysis, state)) hidden.push(file);
  }
  const used = stillLinked(analysis, state);
  const files = hidden.filter(({ owner, own }) => !used.has(`${owner}:${own}`));
  const wastedBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const totalBytes = bytesOf(analysis);
  const ours = totalBytes === 0 ? 1 : 1 - wastedBytes / totalBytes;
  return {
    efficiency: { ours, wastedBytes, ...dive.result() },
    ...{ totalBytes, files, counts, lost, final: state },
  };
}
