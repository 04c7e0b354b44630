/** What is asked of an analysis. It never changes, so nothing of it goes stale. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseQueryOptions,
  useQuery,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { ContractError } from '../../../../contract/errors.ts';
import type { AnalysisId } from '../../../../contract/ids.ts';
import type { LayerView } from '../../../../contract/layers.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** Rows come by the page, and old ones are soon of no use. */
const forgetMs = 60_000;
export const wastePage = 100;

export interface Place {
  readonly analysis: AnalysisId;
  readonly layer: number;
  readonly view: LayerView;
}

export const treemapQuery = (place: Place, folder: number | null) =>
  queryOptions({
    queryKey: [...keys.layers(place.analysis), 'treemap', place.layer, place.view, folder],
    queryFn: ({ signal }) => api.layers.treemap({ ...place, folder }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: forgetMs,
  });

export const wasteQuery = (analysis: AnalysisId) =>
  infiniteQueryOptions({
    queryKey: [...keys.layers(analysis), 'waste'],
    queryFn: ({ signal, pageParam }) =>
      api.layers.waste({ analysis, from: pageParam, count: wastePage }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const shown = all.reduce((sum, page) => sum + page.entries.length, 0);
      return shown < last.total && last.entries.length > 0 ? shown : undefined;
    },
    gcTime: forgetMs,
  });

export const compareQuery = (left: AnalysisId, right: AnalysisId) =>
  queryOptions({
    queryKey: [...keys.layers(left), 'compare', right],
    queryFn: ({ signal }) => api.layers.compare({ left, right }, { signal }),
    gcTime: forgetMs,
  });

/** A part of a list that is known only by its places. */
export interface RowPage<Row> {
  readonly from: number;
  readonly total: number;
  readonly matches: number;
  readonly rows: readonly Row[];
}

export interface RowAsk<Row> {
  /** Another key is another list. */
  readonly key: readonly unknown[];
  readonly fetch: (
    from: number,
    options: { readonly count: number; readonly signal: AbortSignal },
  ) => Promise<Omit<RowPage<Row>, 'from'>>;
}

export const pageRows = 200;

function pageQuery<Row>(ask: RowAsk<Row>, page: number): UseQueryOptions<RowPage<Row>> {
  const from = page * pageRows;
  return {
    queryKey: [...ask.key, from],
    queryFn: async ({ signal }): Promise<RowPage<Row>> => ({
      ...(await ask.fetch(from, { count: pageRows, signal })),
      from,
    }),
    // The list before stays until the new one is there: rows that blink cannot be read.
    // The types cannot tell that a row's page is no function.
    placeholderData: keepPreviousData as never,
    gcTime: forgetMs,
  };
}

export interface WindowedRows<Row> {
  readonly total: number | undefined;
  readonly matches: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The rows around what is on screen, which is less than a page: so two pages hold it. */
export function useRowWindow<Row>(
  ask: RowAsk<Row>,
  shown: { readonly first: number; readonly last: number },
): WindowedRows<Row> {
  const one = Math.floor(shown.first / pageRows);
  const other = Math.max(one, Math.floor(shown.last / pageRows));
  const upper = useQuery(pageQuery(ask, one));
  const lower = useQuery({ ...pageQuery(ask, other), enabled: other !== one });
  const pages = [upper.data, other === one ? undefined : lower.data];
  const error = upper.error ?? lower.error;
  return {
    total: upper.data?.total,
    matches: upper.data?.matches ?? 0,
    rowAt: (index) => {
      const page = pages.find(
        (some) => some && index >= some.from && index < some.from + some.rows.length,
      );
      return page?.rows[index - page.from];
    },
    error,
    retry: () => {
      void upper.refetch();
      if (other !== one) void lower.refetch();
    },
  };
}

export const isGone = (error: unknown): boolean =>
  error instanceof ContractError && error.code === 'analysis-gone';

/** An analysis that was let go meanwhile is read again, without a word. */
export function useRenewal(error: unknown, renew: () => void): void {
  const gone = isGone(error);
  useEffect(() => {
    if (gone) renew();
  }, [gone, renew]);
}
