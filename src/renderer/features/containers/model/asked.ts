/** Which dialog is open, for which containers. One at a time; any screen may open one. */
import { createStore } from '../../../shared/lib/store.ts';
import type { Act, Target } from './acts.ts';

export type Question =
  | { readonly kind: 'stop' | 'restart' | 'kill' | 'rename' | 'remove' }
  /** A container as an image. */
  | { readonly kind: 'commit' }
  /** They are removed by the engine as soon as they end. */
  | { readonly kind: 'lose'; readonly act: Act; readonly lost: readonly Target[] };

export interface Asked {
  readonly targets: readonly Target[];
  /** Asked for as well, but on production hosts that are locked: they stay as they are. */
  readonly leftOut: readonly Target[];
  readonly question: Question;
  /** What to do once it was done; not called when it was not. */
  readonly done?: (() => void) | undefined;
}

export const asked = createStore<Asked | null>(null);
/** Of one container; a locked host refuses by itself, with the way to unlock it. */
export const askCommit = (target: Target) =>
  asked.set({ targets: [target], leftOut: [], question: { kind: 'commit' } });
export const closeAsked = () => asked.set(null);
