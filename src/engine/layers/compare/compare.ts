/** Two images side by side, each with all its layers: which files one has that the other has not, or has otherwise. */
import type { Comparison } from '../../../contract/layers.ts';
import { flags, kinds, type LayerIndex, linkOf } from '../index/layer-index.ts';
import { createPathTable, nameOf } from '../index/path-table.ts';
import { type Analysis, type Paths, pathsOf } from '../stack/analysis.ts';
import { changes } from '../stack/changes.ts';
import { indexAt, type State } from '../stack/state.ts';
import { configDifferences } from './config-differences.ts';

/** One side: an analysis with all its layers laid on. */
export interface Side {
  readonly analysis: Analysis;
  readonly final: State;
}

export interface Compared {
  readonly paths: Paths;
  /** Where the node is in each image; -1 where it is not. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly change: Uint8Array;
  /** Of a folder: all that is in it. */
  readonly leftBytes: Float64Array;
  readonly rightBytes: Float64Array;
  readonly comparison: Comparison;
}

interface Entry {
  readonly index: LayerIndex;
  readonly own: number;
}

export function visibleAt({ analysis, final }: Side, node: number): Entry | null {
  if (node < 0) return null;
  const owner = final.owner[node] as number;
  if (owner === -1) return null;
  return { index: indexAt(analysis, owner), own: final.entry[node] as number };
}

const hasEntry = ({ index, own }: Entry): boolean =>
  ((index.flag[own] as number) & flags.entry) !== 0;

/** By content and rights. When a file was written says nothing: builds write the same ones again. */
function isSame(left: Entry, right: Entry): boolean {
  const [a, b] = [left.index, right.index];
  const [i, j] = [left.own, right.own];
  if (a === b && i === j) return true;
  if (a.kind[i] !== b.kind[j]) return false;
  if (a.kind[i] === kinds.folder && !(hasEntry(left) && hasEntry(right))) return true;
  return (
    a.mode[i] === b.mode[j] &&
    a.uid[i] === b.uid[j] &&
    a.gid[i] === b.gid[j] &&
    a.sizeBytes[i] === b.sizeBytes[j] &&
    a.sum[i] === b.sum[j] &&
    Buffer.compare(linkOf(a, i), linkOf(b, j)) === 0
  );
}

/** The nodes of one side in the table of both; parents come first on each side. */
function place(table: ReturnType<typeof createPathTable>, side: Side): Map<number, number> {
  const { paths } = side.analysis;
  const placed = new Map([[0, 0]]);
  for (let node = 1; node < paths.count; node += 1) {
    if (side.final.owner[node] === -1) continue;
    const folder = placed.get(paths.parent[node] as number);
    if (folder !== undefined) placed.set(node, table.child(folder, nameOf(paths, node)));
  }
  return placed;
}

function backwards(placed: Map<number, number>, count: number): Int32Array {
  const nodes = new Int32Array(count).fill(-1);
  for (const [node, at] of placed) nodes[at] = node;
  return nodes;
}

function sumUp(parent: Int32Array, bytes: Float64Array): void {
  for (let node = parent.length - 1; node > 0; node -= 1) {
    const folder = parent[node] as number;
    bytes[folder] = (bytes[folder] as number) + (bytes[node] as number);
  }
}

function sharedLayers(
  left: Analysis,
  right: Analysis,
): { sharedLayers: number; sharedBytes: number } {
  let count = 0;
  let sharedBytes = 0;
  for (;;) {
    const a = left.facts.layers[count]?.diffId;
    if (a === undefined || a === '' || a !== right.facts.layers[count]?.diffId) break;
    sharedBytes += left.layers[count]?.index?.totalBytes ?? 0;
    count += 1;
  }
  return { sharedLayers: count, sharedBytes };
}

export function compareImages(left: Side, right: Side): Compared {
  const table = createPathTable();
  const onLeft = place(table, left);
  const onRight = place(table, right);
  const paths = pathsOf(table.columns());
  const { count } = paths;
  const at = { left: backwards(onLeft, count), right: backwards(onRight, count) };
  const change = new Uint8Array(count);
  const leftBytes = new Float64Array(count);
  const rightBytes = new Float64Array(count);
  const totals = { added: 0, removed: 0, changed: 0 };
  const bytes = { addedBytes: 0, removedBytes: 0, changedBytes: 0 };
  for (let node = 1; node < count; node += 1) {
    const a = visibleAt(left, at.left[node] as number);
    const b = visibleAt(right, at.right[node] as number);
    const before = a === null ? 0 : (a.index.sizeBytes[a.own] as number);
    const after = b === null ? 0 : (b.index.sizeBytes[b.own] as number);
    leftBytes[node] = before;
    rightBytes[node] = after;
    const name = a === null ? 'added' : b === null ? 'removed' : isSame(a, b) ? 'kept' : 'changed';
    change[node] = changes[name];
    const shown = (b ?? a) as Entry;
    if (name === 'kept' || shown.index.kind[shown.own] === kinds.folder) continue;
    totals[name] += 1;
    bytes[`${name}Bytes`] += name === 'changed' ? after - before : Math.max(before, after);
  }
  sumUp(paths.parent, leftBytes);
  sumUp(paths.parent, rightBytes);
  const config = configDifferences(left.analysis.facts, right.analysis.facts);
  const shared = sharedLayers(left.analysis, right.analysis);
  return {
    ...{ paths, left: at.left, right: at.right, change, leftBytes, rightBytes },
    comparison: { ...shared, ...totals, ...bytes, config },
  };
}
