/**
 * What is visible with the first layers on one another, as overlay file systems have it: a whiteout hides what lower
 * layers hold at a path, an opaque folder what they hold in it, also when its mark stands behind entries of its own
 * layer; a file in place of a folder hides the folder's content.
 */
import { flags, kinds, type LayerIndex } from '../index/layer-index.ts';
import type { Analysis, StackedLayer } from './analysis.ts';

export interface State {
  /** How many layers are laid on. */
  layers: number;
  /** Whose entry is visible at a node; -1 for none. What is visible lies in visible folders only. */
  readonly owner: Int16Array;
  /** The owner's own node. */
  readonly entry: Int32Array;
  /** What the last layer touched, with what was visible there before. */
  touched: Int32Array;
  readonly ownerBefore: Int16Array;
  readonly entryBefore: Int32Array;
  /** The layer that touched a node last, counted from 1. */
  readonly touchedBy: Int16Array;
  /** Whiteouts of the last layer that hid nothing: nodes. */
  lost: number[];
  /** Folders that the last layer made opaque, with an entry of their own in it or without. */
  readonly opaque: Set<number>;
}

export function emptyState({ paths }: Analysis): State {
  const { count } = paths;
  return {
    layers: 0,
    owner: new Int16Array(count).fill(-1),
    entry: new Int32Array(count),
    touched: new Int32Array(0),
    ownerBefore: new Int16Array(count),
    entryBefore: new Int32Array(count),
    touchedBy: new Int16Array(count),
    lost: [],
    opaque: new Set(),
  };
}

export function indexAt({ layers }: Analysis, layer: number): LayerIndex {
  return (layers[layer] as StackedLayer).index as LayerIndex;
}

/** Lays the next layer on. */
export function layOn(analysis: Analysis, state: State): void {
  const { owner, entry, ownerBefore, entryBefore, touchedBy } = state;
  const { childStart, children } = analysis.paths;
  const layer = state.layers;
  const { index, nodeOf } = analysis.layers[layer] as StackedLayer;
  const touched: number[] = [];
  state.layers += 1;
  state.lost = [];
  state.opaque.clear();

  function touch(node: number): void {
    if (touchedBy[node] === state.layers) return;
    touchedBy[node] = state.layers;
    ownerBefore[node] = owner[node] as number;
    entryBefore[node] = entry[node] as number;
    touched.push(node);
  }

  function hideContent(folder: number): void {
    const stack = [folder];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      for (let at = childStart[node] as number; at < (childStart[node + 1] as number); at += 1) {
        const child = children[at] as number;
        if (owner[child] === -1) continue;
        touch(child);
        owner[child] = -1;
        stack.push(child);
      }
    }
  }

  const isFolder = (node: number): boolean =>
    indexAt(analysis, owner[node] as number).kind[entry[node] as number] === kinds.folder;

  function set(node: number, own: number): void {
    touch(node);
    owner[node] = layer;
    entry[node] = own;
  }

  function hide(source: LayerIndex): void {
    for (let own = 0; own < nodeOf.length; own += 1) {
      const flag = source.flag[own] as number;
      if ((flag & (flags.whiteout | flags.opaque)) === 0) continue;
      const node = nodeOf[own] as number;
      if ((flag & flags.whiteout) !== 0 && owner[node] === -1) state.lost.push(node);
      if ((flag & flags.opaque) !== 0) state.opaque.add(node);
      hideContent(node);
      if ((flag & flags.whiteout) === 0 || owner[node] === -1) continue;
      touch(node);
      owner[node] = -1;
    }
  }

  function bring(source: LayerIndex): void {
    for (let own = 0; own < nodeOf.length; own += 1) {
      const flag = source.flag[own] as number;
      const node = nodeOf[own] as number;
      if ((flag & flags.entry) !== 0) {
        const toFolder = source.kind[own] === kinds.folder;
        if (!toFolder && owner[node] !== -1 && isFolder(node)) hideContent(node);
        set(node, own);
      } else if ((flag & flags.implied) !== 0 && (owner[node] === -1 || !isFolder(node))) {
        set(node, own);
      }
    }
  }

  if (index !== null) {
    // First what lower layers lose: only then does the place of a mark among the entries not matter.
    hide(index);
    bring(index);
  }
  state.touched = Int32Array.from(touched);
}

export function stateOf(analysis: Analysis, layers: number): State {
  const state = emptyState(analysis);
  while (state.layers < layers) layOn(analysis, state);
  return state;
}
