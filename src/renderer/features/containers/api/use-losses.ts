import { useQueries } from '@tanstack/react-query';
import type { RemovalLoss } from '../../../../contract/containers.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import type { Target } from '../model/acts.ts';
import type { LossOf } from '../model/losses.ts';

/** An engine measures a writable layer by walking through it: a few at a time. */
const atOnce = 4;
let free = atOnce;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** What goes with each of them, measured now, as far as it is known. In their order. */
export function useLosses(targets: readonly Target[]): readonly LossOf[] {
  return useQueries({
    queries: targets.map(({ host, id }) => ({
      queryKey: [...keys.object({ host, kind: 'container' as const, id }), 'loss'],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<RemovalLoss> =>
        inTurn(async () => {
          signal.throwIfAborted();
          return api.containers.removalLoss({ host, id }, { signal });
        }),
      // What was measured for an earlier question may have grown since.
      staleTime: 0,
      gcTime: 0,
    })),
    combine: (results) =>
      results.flatMap((result, at): readonly LossOf[] => {
        const host = targets[at]?.host;
        if (host === undefined) return [];
        const { data, isError } = result;
        return [data ? { host, loss: data } : { host, loss: undefined, failed: isError }];
      }),
  });
}
