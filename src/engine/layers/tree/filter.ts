/** Which nodes of a tree a filter leaves: what fits, and the folders on the way to it. */
import { changes } from '../stack/changes.ts';
import type { TreeShape, TreeSource } from './tree-source.ts';

export interface Filtered {
  /** 1 for a node that has a row when its folders are open. */
  readonly shown: Uint8Array;
  /** 1 for a folder with something in it that fits by itself: the filter opens it. */
  readonly opened: Uint8Array;
  readonly matches: number;
}

export type Filter = Pick<TreeShape, 'text' | 'changes' | 'minBytes'>;

/** Lower-case names by table of paths: the same for each keystroke. */
const lowered = new WeakMap<readonly string[], readonly string[]>();

function lowerLabels(labels: readonly string[]): readonly string[] {
  let lower = lowered.get(labels);
  if (lower === undefined) {
    lower = labels.map((label) => label.toLowerCase());
    lowered.set(labels, lower);
  }
  return lower;
}

/**
 * Whether a path contains a text, told by names alone: `a/b` is in a path where a name begins with `b` and its
 * folder's ends with `a`. The path of what is in a folder contains what the folder's contains.
 */
function matcher({ paths }: TreeSource, text: string): (node: number) => boolean {
  const labels = lowerLabels(paths.labels);
  const parts = text.toLowerCase().split('/');
  const last = parts.pop() as string;
  const [first, ...rest] = parts;
  if (first === undefined) return (node) => (labels[node] as string).includes(last);
  return (node) => {
    if (!(labels[node] as string).startsWith(last)) return false;
    let at = paths.parent[node] as number;
    for (let i = rest.length - 1; i >= 0; i -= 1) {
      if (at <= 0 || labels[at] !== rest[i]) return false;
      at = paths.parent[at] as number;
    }
    return at >= 0 && (labels[at] as string).endsWith(first);
  };
}

const all = new WeakMap<TreeSource, Filtered>();

function unfiltered(source: TreeSource): Filtered {
  let found = all.get(source);
  if (found === undefined) {
    const { count } = source.paths;
    const shown = new Uint8Array(count);
    let matches = 0;
    for (let node = 1; node < count; node += 1) {
      if (source.change[node] === changes.none) continue;
      shown[node] = 1;
      if (!source.isFolder(node)) matches += 1;
    }
    found = { shown, opened: new Uint8Array(count), matches };
    all.set(source, found);
  }
  return found;
}

export function filterTree(source: TreeSource, filter: Filter): Filtered {
  const { text, minBytes } = filter;
  if (text === '' && minBytes === 0 && filter.changes.length === 0) return unfiltered(source);
  const { paths, change, sizeBytes } = source;
  const { count, parent } = paths;
  const wanted = new Set(filter.changes.map((name) => changes[name as keyof typeof changes]));
  const hasText = text === '' ? () => true : matcher(source, text);
  const shown = new Uint8Array(count);
  const opened = new Uint8Array(count);
  /** Whether a node's own name, or one above it, has the text. */
  const within = new Uint8Array(count);
  const own = new Uint8Array(count);
  let matches = 0;
  for (let node = 1; node < count; node += 1) {
    const kind = change[node] as number;
    if (kind === changes.none) continue;
    const byName = hasText(node);
    within[node] = byName || within[parent[node] as number] === 1 ? 1 : 0;
    if (within[node] === 0 || (sizeBytes[node] as number) < minBytes) continue;
    if (wanted.size > 0 && !wanted.has(kind as never)) continue;
    shown[node] = 1;
    const isFolder = source.isFolder(node);
    // What only lies in a folder that was found does not open that folder.
    own[node] = byName && (!isFolder || text !== '' || wanted.size > 0) ? 1 : 0;
    if (!isFolder) matches += 1;
  }
  for (let node = count - 1; node > 0; node -= 1) {
    const folder = parent[node] as number;
    if (shown[node] === 1) shown[folder] = 1;
    if (own[node] === 1 || opened[node] === 1) opened[folder] = 1;
  }
  return { shown, opened, matches };
}
