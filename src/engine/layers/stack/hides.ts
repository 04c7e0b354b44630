import { kinds } from '../index/layer-index.ts';
import { changes } from './changes.ts';
import { indexAt } from './state.ts';
import { shownAt, type View } from './view.ts';

function hidesContent(view: View, node: number): boolean {
  const { analysis, state, change } = view;
  const before = indexAt(analysis, state.ownerBefore[node] as number);
  if (before.kind[state.entryBefore[node] as number] !== kinds.folder) return false;
  const { index, own } = shownAt(view, node);
  return change[node] === changes.removed || index.kind[own] !== kinds.folder;
}

/** An opaque folder of the view's own layer. */
export function isOpaque({ layer, state }: View, node: number): boolean {
  return layer >= 0 && state.opaque.has(node);
}

/** Bytes of lower layers that the view's layer hides at a node or in it, by line of the history. */
export function hidesAt(view: View, node: number): { layer: number; bytes: number }[] {
  const { analysis, state, change } = view;
  const { childStart, children } = analysis.paths;
  const found = new Map<number, number>();
  const wasTouched = (at: number): boolean =>
    view.layer >= 0 && state.touchedBy[at] === state.layers && state.ownerBefore[at] !== -1;

  function add(at: number): void {
    const owner = state.ownerBefore[at] as number;
    const index = indexAt(analysis, owner);
    const own = state.entryBefore[at] as number;
    if (index.kind[own] === kinds.folder) return;
    found.set(owner, (found.get(owner) ?? 0) + (index.sizeBytes[own] as number));
  }

  const opaque = isOpaque(view, node);
  const replaces = change[node] === changes.changed || change[node] === changes.removed;
  if (replaces && wasTouched(node)) add(node);
  const deep = opaque || (replaces && wasTouched(node) && hidesContent(view, node));
  const stack = deep ? [node] : [];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    for (let at = childStart[folder] as number; at < (childStart[folder + 1] as number); at += 1) {
      const child = children[at] as number;
      if (!wasTouched(child)) continue;
      add(child);
      stack.push(child);
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([owner, bytes]) => ({ layer: analysis.layers[owner]?.line ?? owner, bytes }));
}
