/** What was asked for and has not come back yet. It is shown beside the state, never instead of it. */
import { createStore } from '../../../shared/lib/store.ts';
import type { ActKind } from './acts.ts';

export const pendingActs = createStore<ReadonlyMap<string, ActKind>>(new Map());

/** Marks the container while `work` runs. */
export async function whilePending<T>(
  id: string,
  kind: ActKind,
  work: () => Promise<T>,
): Promise<T> {
  pendingActs.set((now) => new Map(now).set(id, kind));
  try {
    return await work();
  } finally {
    pendingActs.set((now) => {
      const left = new Map(now);
      left.delete(id);
      return left;
    });
  }
}
