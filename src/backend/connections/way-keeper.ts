import type { Problem } from '../../contract/errors.ts';
import type { Reach, Reached, ReachOptions } from '../../hosts/reached.ts';
import { cancelled } from './reasons.ts';

export interface WayKeeper {
  /** The way; taken anew when it was lost. Throws the problem of the stage that failed. */
  take(options: Pick<ReachOptions, 'signal' | 'again'>): Promise<Reached>;
  current(): Reached | undefined;
  /** Ends it, and what runs on it. */
  drop(): void;
}

/**
 * Holds the way to a host while its engine comes and goes: an engine that restarts costs no second
 * login. `onLost` is told when the way itself is cut.
 */
export function createWayKeeper(
  reach: Reach,
  options: Omit<ReachOptions, 'signal' | 'again'> & { readonly onLost: (problem: Problem) => void },
): WayKeeper {
  let current: Reached | undefined;
  const { ask, report, onLost } = options;
  return {
    current: () => current,
    async take({ signal, ...how }) {
      if (current) return current;
      const reached = await reach({ ask, report, signal, ...how });
      if (signal.aborted) {
        reached.close();
        throw cancelled();
      }
      current = reached;
      reached.lost.then(
        (problem) => {
          if (current !== reached) return;
          current = undefined;
          onLost(problem);
        },
        () => {},
      );
      return reached;
    },
    drop() {
      const dropped = current;
      current = undefined;
      dropped?.close();
    },
  };
}
