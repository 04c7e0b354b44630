/** The same deed on many containers, a few at a time, with a result for each. */
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { createStore } from '../../../shared/lib/store.ts';
import type { Act, Target } from '../model/acts.ts';
import { perform } from './perform.ts';

export interface BulkItem {
  readonly target: Target;
  readonly outcome: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly problem?: Problem | undefined;
}

export interface Bulk {
  readonly key: number;
  readonly host: HostId;
  readonly act: Act;
  readonly items: readonly BulkItem[];
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
  readonly host: HostId;
  readonly targets: readonly Target[];
  readonly act: Act;
}

/** Never rejects; ends when each has an outcome. What has not begun by a stop is not begun. */
export async function actOnMany({ host, targets, act }: ManyDeeds): Promise<void> {
  const stop = new AbortController();
  const items: BulkItem[] = targets.map((target) => ({ target, outcome: 'waiting' }));
  lastKey += 1;
  const key = lastKey;
  const show = (running: boolean): Bulk => ({
    key,
    host,
    act,
    items: [...items],
    running,
    stop: () => stop.abort(),
  });
  bulks.set((all) => [show(true), ...all]);
  const tell = (running = true) =>
    bulks.set((all) => all.map((bulk) => (bulk.key === key ? show(running) : bulk)));
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const target = items[at]?.target;
      if (!target) return;
      if (stop.signal.aborted) {
        items[at] = { target, outcome: 'cancelled' };
        continue;
      }
      items[at] = { target, outcome: 'running' };
      tell();
      items[at] = await outcomeOf({ host, target, act }, stop.signal);
      tell();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  tell(false);
}

async function outcomeOf(
  deed: { host: HostId; target: Target; act: Act },
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
