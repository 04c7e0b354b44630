import type { Tree } from './rows.ts';
import type { TreeShape } from './tree-source.ts';

/** Folders on the way to a node that are closed, and where its row is once they are open. */
export function reveal(
  tree: Tree,
  shape: TreeShape,
  node: number,
): { parents: number[]; row: number | null } {
  const { parent, count } = tree.source.paths;
  const parents: number[] = [];
  if (node <= 0 || node >= count) return { parents, row: null };
  for (let at = parent[node] as number; at > 0; at = parent[at] as number) {
    if (!tree.isOpen(shape, at)) parents.push(at);
  }
  const closed = new Set(parents);
  const except = [
    ...shape.except.filter((one) => !closed.has(one)),
    ...parents.filter((one) => !shape.except.includes(one)),
  ];
  const row = tree.rows({ ...shape, except }).node.indexOf(node);
  return { parents: parents.reverse(), row: row < 0 ? null : row };
}
