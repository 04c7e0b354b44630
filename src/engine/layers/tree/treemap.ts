import type * as z from 'zod';
import type { layers } from '../../../contract/layers.ts';
import { changes } from '../stack/changes.ts';
import type { View } from '../stack/view.ts';
import type { Tree } from './rows.ts';
import { changeName } from './tree-rows.ts';

type Treemap = z.output<typeof layers.treemap.output>;

/** What is in a folder, the largest first. What has no bytes has no area. */
export function treemapOf(
  view: View,
  { source }: Tree,
  { folder, most }: { folder: number; most: number },
): Treemap {
  const { paths, change, sizeBytes } = source;
  const inside = [
    ...paths.children.subarray(paths.childStart[folder], paths.childStart[folder + 1]),
  ];
  const counted = inside.filter(
    (node) =>
      change[node] !== changes.none &&
      (change[node] !== changes.removed || change[folder] === changes.removed) &&
      (sizeBytes[node] as number) > 0,
  );
  counted.sort((a, b) => (sizeBytes[b] as number) - (sizeBytes[a] as number));
  const rest = counted.slice(most);
  const path: Treemap['path'] = [];
  for (let at = folder; at > 0; at = paths.parent[at] as number) {
    path.unshift({ node: at, name: paths.labels[at] as string });
  }
  return {
    sizeBytes: view.sizeBytes[folder] as number,
    path,
    cells: counted.slice(0, most).map((node) => ({
      node,
      name: paths.labels[node] as string,
      sizeBytes: sizeBytes[node] as number,
      folder: source.isFolder(node),
      change: changeName(change[node] as number),
    })),
    rest: {
      count: rest.length,
      sizeBytes: rest.reduce((sum, node) => sum + (sizeBytes[node] as number), 0),
    },
  };
}
