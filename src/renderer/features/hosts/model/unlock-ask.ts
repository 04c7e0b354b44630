import type { HostId } from '../../../../contract/ids.ts';
import { createStore } from '../../../shared/lib/store.ts';

export interface UnlockAsk {
  readonly host: HostId;
  /** Called once it is unlocked; not when a person leaves it locked. */
  readonly done?: (() => void) | undefined;
}

/** Which production host is about to be unlocked. Any screen may ask. */
export const unlockAsk = createStore<UnlockAsk | undefined>(undefined);
