/**
 * Where every button, key, menu and command ends: it does at once what can be done at once, and asks
 * first where something would be lost or a value is missing.
 */
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { type Act, type ActKind, fits, type Target, usualTimeoutSeconds } from '../model/acts.ts';
import { asked } from '../model/asked.ts';
import { actOn } from './act.ts';
import { actOnMany } from './act-on-many.ts';

export interface Begin {
  readonly host: HostId;
  readonly targets: readonly Target[];
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

/** Starts it for those targets that it fits. */
export function begin(offer: Offer, { host, targets }: Begin): void {
  const fitting = targets.filter((target) => fits(kindOf(offer), target.state));
  if (fitting.length === 0) return;
  const to = { host, targets: fitting };
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
export function doNow(act: Act, { host, targets }: Begin): void {
  const [target] = targets;
  if (target && targets.length === 1) void actOn({ host, target, act });
  else void actOnMany({ host, targets, act });
}

/** A container with `--rm` does not survive its end: that is asked first. */
export async function doUnlessLost(act: Act, { host, targets }: Begin): Promise<void> {
  const lost = await lostByEnding({ host, targets });
  if (lost.length === 0) return doNow(act, { host, targets });
  asked.set({ host, targets, question: { kind: 'lose', act, lost } });
}

/** More are not looked through before a stop: it would take longer than the stop itself. */
const mostLookedAt = 50;

async function lostByEnding({ host, targets }: Begin): Promise<readonly Target[]> {
  const found = await Promise.all(
    targets.slice(0, mostLookedAt).map(async (target) => {
      try {
        const { autoRemove } = await api.containers.detail({ host, id: target.id });
        return autoRemove ? [target] : [];
      } catch {
        // The deed itself will say what is wrong with it.
        return [];
      }
    }),
  );
  return found.flat();
}
