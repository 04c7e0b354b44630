/** The same deed on many containers, a few at a time, with a result for each. */
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import { createStore } from '../../../shared/lib/store.ts';
import type { Act, Target } from '../model/acts.ts';
import { byHost } from '../model/scope.ts';
import { perform } from './perform.ts';

export interface BulkItem {
  readonly target: Target;
  readonly outcome: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly problem?: Problem | undefined;
}

export interface Bulk {
  readonly key: number;
  readonly act: Act;
  readonly items: readonly BulkItem[];
  /** Asked for as well, but on production hosts that are locked. */
  readonly leftOut: readonly Target[];
  readonly running: boolean;
  readonly stop: () => void;
}

/** Newest first. Each stays until it is closed. */
export const bulks = createStore<readonly Bulk[]>([]);
export const closeBulk = (key: number) =>
  bulks.set((all) => all.filter((bulk) => bulk.key !== key));

/** An engine works on few containers at once; more only wait inside of it, out of our reach. */
const atOnce = 4;
let lastKey = 0;

export interface ManyDeeds {
  readonly targets: readonly Target[];
  readonly leftOut?: readonly Target[] | undefined;
  readonly act: Act;
}

/** Never rejects; ends when each has an outcome. What has not begun by a stop is not begun. */
export async function actOnMany({ targets, leftOut = [], act }: ManyDeeds): Promise<void> {
  const stop = new AbortController();
  const items: BulkItem[] = targets.map((target) => ({ target, outcome: 'waiting' }));
  lastKey += 1;
  const key = lastKey;
  const show = (running: boolean): Bulk => ({
    key,
    act,
    items: [...items],
    leftOut,
    running,
    stop: () => stop.abort(),
  });
  bulks.set((all) => [show(true), ...all]);
  const tell = (running = true) =>
    bulks.set((all) => all.map((bulk) => (bulk.key === key ? show(running) : bulk)));
  // Each engine has workers of its own: a slow one makes none of the others wait.
  const worker = async (queue: number[]) => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const target = items[at]?.target;
      if (!target) return;
      if (stop.signal.aborted) {
        items[at] = { target, outcome: 'cancelled' };
        continue;
      }
      items[at] = { target, outcome: 'running' };
      tell();
      items[at] = await outcomeOf({ target, act }, stop.signal);
      tell();
    }
  };
  const queues = byHost(targets.map(({ host }, at) => ({ host, at })));
  await Promise.all(
    queues.flatMap(({ items: own }) => {
      const queue = own.map(({ at }) => at);
      return Array.from({ length: atOnce }, () => worker(queue));
    }),
  );
  tell(false);
}

async function outcomeOf(
  deed: { target: Target; act: Act },
  signal: AbortSignal,
): Promise<BulkItem> {
  const { target } = deed;
  try {
    await perform(deed, signal);
    return { target, outcome: 'done' };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'cancelled') return { target, outcome: 'cancelled' };
    return { target, outcome: 'failed', problem };
  }
}
