/** The rows of a tree in their order: which folders are open, what is in them, by name or by size. */
import type { Paths } from '../stack/analysis.ts';
import { type Filtered, filterTree } from './filter.ts';
import type { TreeShape, TreeSource } from './tree-source.ts';

export interface Rows {
  readonly matches: number;
  readonly node: Int32Array;
  readonly level: Uint16Array;
  readonly position: Int32Array;
  readonly setSize: Int32Array;
}

export interface Tree {
  readonly source: TreeSource;
  rows(shape: TreeShape): Rows;
  isOpen(shape: TreeShape, node: number): boolean;
  hasContent(shape: TreeShape, node: number): boolean;
}

const maxLevel = 65_535;

/** The order of what is in each folder, found when the folder is opened. */
function sorter({ paths, sizeBytes }: TreeSource, { sort, descending }: TreeShape) {
  const { childStart, children } = paths;
  return (folder: number, shown: Uint8Array): number[] => {
    const found: number[] = [];
    const end = childStart[folder + 1] as number;
    for (let at = childStart[folder] as number; at < end; at += 1) {
      const child = children[at] as number;
      if (shown[child] === 1) found.push(child);
    }
    if (sort === 'size') {
      // Stable: what is equally large stays in the order of names.
      const sign = descending ? -1 : 1;
      found.sort((a, b) => sign * ((sizeBytes[a] as number) - (sizeBytes[b] as number)));
    } else if (descending) found.reverse();
    return found;
  };
}

function flatten(source: TreeSource, shape: TreeShape, filtered: Filtered): Rows {
  const contentOf = sorter(source, shape);
  const isOpen = opener(shape, filtered);
  const node: number[] = [];
  const level: number[] = [];
  const position: number[] = [];
  const setSize: number[] = [];
  /** Folders that are being listed, the innermost last. */
  const listing = [{ content: contentOf(0, filtered.shown), at: 0 }];
  for (let top = listing.at(-1); top !== undefined; top = listing.at(-1)) {
    const child = top.content[top.at];
    if (child === undefined) {
      listing.pop();
      continue;
    }
    top.at += 1;
    node.push(child);
    level.push(Math.min(listing.length, maxLevel));
    position.push(top.at);
    setSize.push(top.content.length);
    if (isOpen(child)) listing.push({ content: contentOf(child, filtered.shown), at: 0 });
  }
  return {
    matches: filtered.matches,
    node: Int32Array.from(node),
    level: Uint16Array.from(level),
    position: Int32Array.from(position),
    setSize: Int32Array.from(setSize),
  };
}

function opener({ open, except }: TreeShape, { opened }: Filtered): (node: number) => boolean {
  const others = new Set(except);
  return (node) => (open === 'all' || opened[node] === 1) !== others.has(node);
}

function hasShown({ childStart, children }: Paths, shown: Uint8Array, folder: number): boolean {
  const end = childStart[folder + 1] as number;
  for (let at = childStart[folder] as number; at < end; at += 1) {
    if (shown[children[at] as number] === 1) return true;
  }
  return false;
}

/** Keeps what the last question found: the next page, or the next folder that opens, costs nothing twice. */
export function createTree(source: TreeSource): Tree {
  let lastFilter = { key: '', filtered: undefined as Filtered | undefined };
  let lastRows = { key: '', rows: undefined as Rows | undefined };
  let lastOpen = { shape: undefined as TreeShape | undefined, isOpen: (_: number) => false };

  function filtered(shape: TreeShape): Filtered {
    const key = JSON.stringify([shape.text, shape.changes, shape.minBytes]);
    if (lastFilter.key !== key || lastFilter.filtered === undefined) {
      lastFilter = { key, filtered: filterTree(source, shape) };
    }
    return lastFilter.filtered as Filtered;
  }

  return {
    source,
    rows(shape) {
      const { text, changes, minBytes, sort, descending, open, except } = shape;
      const key = JSON.stringify([text, changes, minBytes, sort, descending, open, except]);
      if (lastRows.key !== key || lastRows.rows === undefined) {
        lastRows = { key, rows: flatten(source, shape, filtered(shape)) };
      }
      return lastRows.rows as Rows;
    },
    isOpen(shape, node) {
      if (lastOpen.shape !== shape) lastOpen = { shape, isOpen: opener(shape, filtered(shape)) };
      return lastOpen.isOpen(node);
    },
    hasContent: (shape, node) => hasShown(source.paths, filtered(shape).shown, node),
  };
}
