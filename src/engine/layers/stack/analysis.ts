/** Layers laid on one another: one tree of all their paths, and for each layer where its nodes are in it. */
import type { ImageFacts } from '../facts.ts';
import { shown } from '../index/display.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { createPathTable, nameOf, type PathColumns } from '../index/path-table.ts';

export interface StackedLayer {
  /** Null where the bytes are missing: it brings and hides nothing. */
  readonly index: LayerIndex | null;
  /** Node of the layer → node of the analysis. */
  readonly nodeOf: Int32Array;
  /** Its line in the history: how the contract names layers. */
  readonly line: number;
}

/** Every path of every layer. Parents have smaller numbers than what is in them. */
export interface Paths extends PathColumns {
  readonly count: number;
  /** As they are shown. */
  readonly labels: readonly string[];
  /** What is in a folder: `children` from `childStart[node]` to `childStart[node + 1]`, by name. */
  readonly childStart: Int32Array;
  readonly children: Int32Array;
}

export interface Analysis {
  readonly facts: ImageFacts;
  readonly paths: Paths;
  readonly layers: readonly StackedLayer[];
}

const noNodes = new Int32Array(0);

/** Folders' content side by side, sorted by `before`. */
export function childLists(
  parent: Int32Array,
  order: Int32Array,
): Pick<Paths, 'childStart' | 'children'> {
  const count = parent.length;
  const childStart = new Int32Array(count + 1);
  for (let node = 1; node < count; node += 1) {
    const at = (parent[node] as number) + 1;
    childStart[at] = (childStart[at] as number) + 1;
  }
  for (let at = 1; at <= count; at += 1) {
    childStart[at] = (childStart[at] as number) + (childStart[at - 1] as number);
  }
  const next = childStart.slice(0, count);
  const children = new Int32Array(Math.max(0, count - 1));
  for (const node of order) {
    if (node === 0) continue;
    const folder = parent[node] as number;
    children[next[folder] as number] = node;
    next[folder] = (next[folder] as number) + 1;
  }
  return { childStart, children };
}

export function pathsOf(columns: PathColumns): Paths {
  const count = columns.parent.length;
  const labels = Array.from({ length: count }, (_, node) => shown(nameOf(columns, node)));
  const order = Int32Array.from({ length: count }, (_, node) => node);
  const label = (node: number): string => labels[node] as string;
  // By code unit: a million comparisons by a language's rules would take seconds.
  order.sort((a, b) => (label(a) < label(b) ? -1 : label(a) > label(b) ? 1 : a - b));
  return { ...columns, count, labels, ...childLists(columns.parent, order) };
}

/** `indexes`: one for each layer of the facts, from the bottom. */
export function analyse(facts: ImageFacts, indexes: readonly (LayerIndex | null)[]): Analysis {
  const table = createPathTable();
  const layers = indexes.map((index, at): StackedLayer => {
    const line = facts.lines.findIndex((one) => one.layer === at);
    if (index === null) return { index, nodeOf: noNodes, line };
    const nodeOf = new Int32Array(index.parent.length);
    for (let node = 1; node < nodeOf.length; node += 1) {
      const folder = nodeOf[index.parent[node] as number] as number;
      nodeOf[node] = table.child(folder, nameOf(index, node));
    }
    return { index, nodeOf, line };
  });
  return { facts, paths: pathsOf(table.columns()), layers };
}

/** How many layers lie at or below a line of the history. */
export function layersUpTo({ layers }: Analysis, line: number): number {
  return layers.filter((layer) => layer.line <= line).length;
}

export function pathOf({ parent, labels }: Paths, node: number): string {
  const parts: string[] = [];
  for (let at = node; at > 0; at = parent[at] as number) parts.push(labels[at] as string);
  return `/${parts.reverse().join('/')}`;
}
