import { flags, kinds } from '../index/layer-index.ts';
import type { Analysis } from './analysis.ts';
import { indexAt, type State } from './state.ts';

/** As columns hold the contract's `Change`; 0 is for what is not there. */
export const changes = { none: 0, added: 1, changed: 2, removed: 3, kept: 4 } as const;

/** What the layer laid on last did at a node that it touched. */
export function changeAt(analysis: Analysis, state: State, node: number): number {
  const was = state.ownerBefore[node] as number;
  const is = state.owner[node] as number;
  if (is === -1) return was === -1 ? changes.none : changes.removed;
  if (was === -1) return changes.added;
  return sameFolder(analysis, state, node) ? changes.kept : changes.changed;
}

/** Layers repeat the folders on the way to what they bring: only other rights make that a change. */
function sameFolder(analysis: Analysis, state: State, node: number): boolean {
  const before = indexAt(analysis, state.ownerBefore[node] as number);
  const after = indexAt(analysis, state.owner[node] as number);
  const old = state.entryBefore[node] as number;
  const own = state.entry[node] as number;
  if (before.kind[old] !== kinds.folder || after.kind[own] !== kinds.folder) return false;
  const noEntry = ((before.flag[old] as number) & (after.flag[own] as number) & flags.entry) === 0;
  return (
    noEntry ||
    (before.mode[old] === after.mode[own] &&
      before.uid[old] === after.uid[own] &&
      before.gid[old] === after.gid[own])
  );
}

export interface LayerCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Files, links and folders that the layer laid on last added, changed and removed. */
export function countChanges(analysis: Analysis, state: State): LayerCounts {
  const counts = [0, 0, 0, 0, 0];
  for (const node of state.touched) {
    if (node === 0) continue;
    const change = changeAt(analysis, state, node);
    counts[change] = (counts[change] as number) + 1;
  }
  const [, added = 0, changed = 0, removed = 0] = counts;
  return { added, changed, removed };
}
