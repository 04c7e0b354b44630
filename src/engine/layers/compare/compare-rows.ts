import type * as z from 'zod';
import type { CompareRow, layers } from '../../../contract/layers.ts';
import { kinds } from '../index/layer-index.ts';
import { createTree, type Rows, type Tree } from '../tree/rows.ts';
import { changeName, kindName, type Page } from '../tree/tree-rows.ts';
import { type Compared, type Side, visibleAt } from './compare.ts';

type Answer = z.output<typeof layers.compareTree.output>;

export interface Comparing {
  readonly left: Side;
  readonly right: Side;
  readonly compared: Compared;
}

function kindAt({ left, right, compared }: Comparing, node: number): number {
  const shown =
    visibleAt(right, compared.right[node] as number) ??
    visibleAt(left, compared.left[node] as number);
  return shown === null ? kinds.folder : (shown.index.kind[shown.own] as number);
}

export function compareTreeOf(comparing: Comparing): Tree {
  const { paths, change, leftBytes, rightBytes } = comparing.compared;
  return createTree({
    ...{ paths, change },
    sizeBytes: leftBytes.map((bytes, node) => Math.max(bytes, rightBytes[node] as number)),
    isFolder: (node) => kindAt(comparing, node) === kinds.folder,
  });
}

interface Place {
  readonly tree: Tree;
  readonly rows: Rows;
  readonly page: Page;
}

function rowAt(comparing: Comparing, { tree, rows, page }: Place, at: number): CompareRow {
  const { paths, change, left, right, leftBytes, rightBytes } = comparing.compared;
  const node = rows.node[at] as number;
  const expandable = tree.hasContent(page, node);
  return {
    node,
    level: rows.level[at] as number,
    position: rows.position[at] as number,
    setSize: rows.setSize[at] as number,
    name: paths.labels[node] as string,
    kind: kindName(kindAt(comparing, node)),
    change: changeName(change[node] as number),
    leftBytes: left[node] === -1 ? null : (leftBytes[node] as number),
    rightBytes: right[node] === -1 ? null : (rightBytes[node] as number),
    expandable,
    expanded: expandable && tree.isOpen(page, node),
  };
}

export function comparePage(comparing: Comparing, tree: Tree, page: Page): Answer {
  const rows = tree.rows(page);
  const total = rows.node.length;
  const count = Math.max(0, Math.min(page.count, total - page.from));
  const place = { tree, rows, page };
  return {
    total,
    matches: rows.matches,
    rows: Array.from({ length: count }, (_, at) => rowAt(comparing, place, page.from + at)),
  };
}
