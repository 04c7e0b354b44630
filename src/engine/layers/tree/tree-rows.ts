import type * as z from 'zod';
import { Change, EntryKind, type layers, type TreeRow } from '../../../contract/layers.ts';
import { shown } from '../index/display.ts';
import { kinds, linkOf } from '../index/layer-index.ts';
import { changes } from '../stack/changes.ts';
import { hidesAt, isOpaque } from '../stack/hides.ts';
import { shownAt, type View } from '../stack/view.ts';
import { createTree, type Rows, type Tree } from './rows.ts';
import type { TreeShape } from './tree-source.ts';

export interface Page extends TreeShape {
  readonly from: number;
  readonly count: number;
}

type TreeAnswer = z.output<typeof layers.tree.output>;

export function treeOf(view: View): Tree {
  return createTree({
    paths: view.analysis.paths,
    change: view.change,
    sizeBytes: view.sizeBytes,
    isFolder(node) {
      const { index, own } = shownAt(view, node);
      return index.kind[own] === kinds.folder;
    },
  });
}

/** `changes` numbers the contract's words from 1. */
export function changeName(change: number): Change {
  return Change.options[change - 1] ?? 'kept';
}

export function kindName(kind: number): EntryKind {
  return EntryKind.options[kind] ?? 'file';
}

interface Place {
  readonly tree: Tree;
  readonly rows: Rows;
  readonly page: Page;
}

function rowAt(view: View, { tree, rows, page }: Place, at: number): TreeRow {
  const node = rows.node[at] as number;
  const { layer, index, own } = shownAt(view, node);
  const link = linkOf(index, own);
  const modified = index.modifiedAtMs[own] as number;
  const expandable = tree.hasContent(page, node);
  return {
    node,
    level: rows.level[at] as number,
    position: rows.position[at] as number,
    setSize: rows.setSize[at] as number,
    name: view.analysis.paths.labels[node] as string,
    kind: kindName(index.kind[own] as number),
    change: changeName(view.change[node] as number),
    sizeBytes: view.sizeBytes[node] as number,
    mode: index.mode[own] as number,
    uid: index.uid[own] as number,
    gid: index.gid[own] as number,
    modifiedAtMs: Number.isNaN(modified) ? null : modified,
    linkTarget: isLink(index.kind[own]) ? shown(link) : null,
    layer: view.analysis.layers[layer]?.line ?? layer,
    hides: view.change[node] === changes.kept && !isOpaque(view, node) ? [] : hidesAt(view, node),
    opaque: isOpaque(view, node),
    expandable,
    expanded: expandable && tree.isOpen(page, node),
  };
}

const isLink = (kind: number | undefined): boolean =>
  kind === kinds.symlink || kind === kinds.hardlink;

export function treePage(view: View, tree: Tree, page: Page): TreeAnswer {
  const rows = tree.rows(page);
  const total = rows.node.length;
  const places = Array.from(
    { length: Math.max(0, Math.min(page.count, total - page.from)) },
    (_, at) => page.from + at,
  );
  const place = { tree, rows, page };
  return { total, matches: rows.matches, rows: places.map((at) => rowAt(view, place, at)) };
}
