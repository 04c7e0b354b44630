/**
 * Where every button, key, menu and command ends: it does at once what can be done at once, and asks
 * first where something would be lost or a value is missing.
 */
import { api } from '../../../shared/lib/client.ts';
import { hostsStore } from '../../../shared/lib/live-stores.ts';
import { type Act, type ActKind, type Target, usualTimeoutSeconds } from '../model/acts.ts';
import { asked } from '../model/asked.ts';
import { lockedHosts, scopeOf } from '../model/scope.ts';
import { actOn } from './act.ts';
import { actOnMany } from './act-on-many.ts';

export interface Begin {
  readonly targets: readonly Target[];
  readonly leftOut: readonly Target[];
}

/** What the buttons offer: a deed with its usual values, or the question for them. */
export type Offer = ActKind | 'stop-in' | 'restart-in';

const timeoutSeconds = usualTimeoutSeconds;

const questions = {
  'stop-in': 'stop',
  'restart-in': 'restart',
  kill: 'kill',
  rename: 'rename',
  remove: 'remove',
} as const;

/** Which deed an offer comes to. */
export const kindOf = (offer: Offer): ActKind =>
  offer === 'stop-in' || offer === 'restart-in' ? questions[offer] : offer;

/** Starts it for those targets that it fits, on hosts that may be changed. */
export function begin(offer: Offer, targets: readonly Target[]): void {
  const to = scopeOf(kindOf(offer), targets, lockedHosts(hostsStore.get() ?? []));
  if (to.targets.length === 0) return;
  switch (offer) {
    case 'start':
    case 'pause':
    case 'unpause':
      doNow({ kind: offer }, to);
      break;
    case 'restart':
      doNow({ kind: offer, timeoutSeconds }, to);
      break;
    case 'stop':
      void doUnlessLost({ kind: offer, timeoutSeconds }, to);
      break;
    default:
      asked.set({ ...to, question: { kind: questions[offer] } });
  }
}

/** One: told by a notice. Several: a result for each. */
export function doNow(act: Act, { targets, leftOut }: Begin): void {
  const [target] = targets;
  if (target && targets.length + leftOut.length === 1) void actOn({ target, act });
  else void actOnMany({ targets, leftOut, act });
}

/** A container with `--rm` does not survive its end: that is asked first. */
export async function doUnlessLost(act: Act, { targets, leftOut }: Begin): Promise<void> {
  const lost = await lostByEnding(targets);
  if (lost.length === 0) return doNow(act, { targets, leftOut });
  asked.set({ targets, leftOut, question: { kind: 'lose', act, lost } });
}

/** More are not looked through before a stop: it would take longer than the stop itself. */
const mostLookedAt = 50;

async function lostByEnding(targets: readonly Target[]): Promise<readonly Target[]> {
  const found = await Promise.all(
    targets.slice(0, mostLookedAt).map(async (target) => {
      try {
        const { autoRemove } = await api.containers.detail({ host: target.host, id: target.id });
        return autoRemove ? [target] : [];
      } catch {
        // The deed itself will say what is wrong with it.
        return [];
      }
    }),
  );
  return found.flat();
}
