/** How the rows of the tree are asked for, and where one of them stands. */
import { useCallback, useMemo } from 'react';
import type { TreeRow } from '../../../../contract/layers.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import type { RowAsk } from '../api/queries.ts';
import type { OpenFolders } from '../model/open-folders.ts';
import { changesIn, readChanges, readTreeSort } from '../model/view.ts';
import { useExplorer } from './use-explorer.ts';

export interface TreeAsk {
  readonly ask: RowAsk<TreeRow>;
  /** The closed folders above a node, and the row that it has once they are open. */
  readonly find: (node: number) => Promise<{ parents: readonly number[]; row: number | null }>;
}

export function useTreeAsk(open: OpenFolders): TreeAsk {
  const { place, search } = useExplorer();
  const { q, show, min, sort } = search;
  const shape = useMemo(
    () => ({
      ...place,
      text: q ?? '',
      changes: readChanges(show).filter((change) => changesIn(place.view).includes(change)),
      minBytes: min ?? 0,
      ...readTreeSort(sort),
      open: open.open,
      except: [...open.except],
    }),
    [place, q, show, min, sort, open],
  );
  const ask = useMemo<RowAsk<TreeRow>>(
    () => ({
      key: [...keys.layers(place.analysis), 'tree', shape],
      fetch: (from, { count, signal }) => api.layers.tree({ ...shape, from, count }, { signal }),
    }),
    [place, shape],
  );
  const find = useCallback((node: number) => api.layers.reveal({ ...shape, node }), [shape]);
  return { ask, find };
}
