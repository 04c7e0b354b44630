/**
 * A value that the backend keeps us told of: one subscription for the whole window, opened again
 * after each lost link. The last value stays while the link is down (its screen is dimmed instead).
 */
import { type Problem, toProblem } from '../../../contract/errors.ts';
import { connectionState, isLinkLoss } from './client.ts';
import { createStore, type Store } from './store.ts';
import { backOffMs, pause } from './waits.ts';

export interface Subscription<E> {
  open(signal: AbortSignal): AsyncIterable<E>;
  onEvent(event: E): void;
  /** Why it ended, when it was not the link. It is opened again all the same. */
  onProblem?: ((problem: Problem) => void) | undefined;
}

/** Runs a stream until the signal aborts; a stream that ends is opened again with a growing pause. */
export async function follow<E>(subscription: Subscription<E>, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      for await (const event of subscription.open(signal)) {
        attempt = 0;
        if (signal.aborted) return;
        subscription.onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isLinkLoss(error)) subscription.onProblem?.(toProblem(error));
    }
    const { kind } = connectionState.get();
    if (kind === 'no-session' || kind === 'version-mismatch') return;
    await pause(backOffMs(attempt), signal);
  }
}

/** A store fed by a `watch` stream from the first time anyone starts it until the window closes. */
export function liveStore<T>(
  initial: T,
  open: (signal: AbortSignal) => AsyncIterable<T>,
): { store: Store<T>; start: (signal: AbortSignal) => void } {
  const store = createStore(initial);
  let started = false;
  return {
    store,
    start(signal) {
      if (started) return;
      started = true;
      void follow({ open, onEvent: (value) => store.set(value) }, signal);
    },
  };
}
