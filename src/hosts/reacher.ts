import { join } from 'node:path';
import type { Problem } from '../contract/errors.ts';
import type { HostSuggestion } from '../contract/hosts.ts';
import type { FoundHost, Surroundings } from './found-host.ts';
import { reachDirect } from './local/reach-direct.ts';
import type { Reach } from './reached.ts';
import { createKeyJudge } from './ssh/key-judge.ts';
import { reachByLogin } from './ssh/reach-by-login.ts';
import { suggestHosts } from './suggest-hosts.ts';

/** How hosts are reached: one for the app, because keys that were shown are remembered for a while. */
export interface Reacher {
  /** Null where `found` has no way; its problem says why. */
  reach(found: FoundHost): Reach | null;
  /** Hosts that the person's own files name. Reads files, asks nobody. */
  suggestions(): Promise<HostSuggestion[]>;
  /**
   * Writes down the key that a host has shown instead of the known one. `problem` is the attempt's
   * `host-key-changed`, `fingerprint` the one that a person has compared. Throws `not-found` when
   * that is not the key that was shown.
   */
  acceptChangedKey(problem: Problem | null, fingerprint: string): Promise<void>;
}

export function createReacher(options: {
  readonly around: Surroundings;
  /** Ours: keys that were agreed to are kept here. */
  readonly stateFolder: string;
}): Reacher {
  const { around, stateFolder } = options;
  const keys = createKeyJudge({ ownFile: join(stateFolder, 'known_hosts') });
  return {
    reach({ route }) {
      if (route === null) return null;
      if (route.kind === 'direct') return reachDirect(route);
      return reachByLogin({
        around,
        keys,
        stateFolder,
        address: route.address,
        identityFile: route.identityFile,
      });
    },
    suggestions: () => suggestHosts(around),
    acceptChangedKey: (problem, fingerprint) => keys.acceptChanged(problem, fingerprint),
  };
}
