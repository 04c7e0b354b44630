/** One layer of an analysis, alone or with all below it: what each node is there, and how much. */
import type { LayerView } from '../../../contract/layers.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type Analysis, layersUpTo } from './analysis.ts';
import { changeAt, changes } from './changes.ts';
import { indexAt, type State, stateOf } from './state.ts';

export interface View {
  readonly analysis: Analysis;
  readonly line: number;
  /** The layer among those that bring files; -1 when the line made none and its own content is asked for. */
  readonly layer: number;
  readonly state: State;
  /** By node, one of `changes`. */
  readonly change: Uint8Array;
  /** Of a folder: what is below it. What a layer removes adds nothing to a folder that stays. */
  readonly sizeBytes: Float64Array;
}

/** An entry that is shown at a node: the visible one, or the one that was removed. */
export interface Shown {
  readonly layer: number;
  readonly index: LayerIndex;
  readonly own: number;
}

export function shownAt({ analysis, state, change }: View, node: number): Shown {
  const gone = change[node] === changes.removed;
  const layer = (gone ? state.ownerBefore : state.owner)[node] as number;
  const own = (gone ? state.entryBefore : state.entry)[node] as number;
  return { layer, index: indexAt(analysis, layer), own };
}

function markChanges(view: View, kind: LayerView): void {
  const { analysis, state, change } = view;
  const { parent, count } = analysis.paths;
  if (kind === 'stack') {
    for (let node = 0; node < count; node += 1) {
      if (state.owner[node] !== -1) change[node] = changes.kept;
    }
  }
  if (view.layer < 0) return;
  for (const node of state.touched) {
    const what = changeAt(analysis, state, node);
    if (kind === 'layer' || what !== changes.removed) change[node] = what;
  }
  // The way to what a layer touched.
  for (let node = count - 1; node > 0; node -= 1) {
    const folder = parent[node] as number;
    if (change[node] !== changes.none && change[folder] === changes.none) {
      change[folder] = changes.kept;
    }
  }
}

function sum(view: View): void {
  const { analysis, change, sizeBytes } = view;
  const { parent, count } = analysis.paths;
  for (let node = count - 1; node > 0; node -= 1) {
    if (change[node] === changes.none) continue;
    const { index, own } = shownAt(view, node);
    const bytes = (sizeBytes[node] as number) + (index.sizeBytes[own] as number);
    sizeBytes[node] = bytes;
    const folder = parent[node] as number;
    if (change[node] === changes.removed && change[folder] !== changes.removed) continue;
    sizeBytes[folder] = (sizeBytes[folder] as number) + bytes;
  }
}

export function viewOf(analysis: Analysis, line: number, kind: LayerView): View {
  const layers = layersUpTo(analysis, line);
  const isLayer = analysis.layers[layers - 1]?.line === line;
  const view: View = {
    ...{ analysis, line },
    layer: isLayer ? layers - 1 : -1,
    state: stateOf(analysis, layers),
    change: new Uint8Array(analysis.paths.count),
    sizeBytes: new Float64Array(analysis.paths.count),
  };
  markChanges(view, kind);
  sum(view);
  return view;
}
