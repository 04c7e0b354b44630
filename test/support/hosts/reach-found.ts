import { join } from 'node:path';
import type { Stage } from '../../../src/contract/connecting.ts';
import { ContractError, type Problem } from '../../../src/contract/errors.ts';
import type { Asker } from '../../../src/hosts/asker.ts';
import type { Route, Surroundings } from '../../../src/hosts/found-host.ts';
import type { Reached } from '../../../src/hosts/reached.ts';
import { createReacher } from '../../../src/hosts/reacher.ts';
import { routeOf } from '../../../src/hosts/route.ts';

/** A person's home, and what Longshore keeps for them. */
export interface Home {
  readonly folder: string;
  readonly env?: Surroundings['env'];
}

export interface FoundAttempt {
  readonly reached: Reached | undefined;
  readonly problem: Problem | undefined;
  /** `key ok`, one line a stage. */
  readonly lines: readonly string[];
  /** All that was ever reported, as text: no secret may be in it. */
  readonly everything: string;
  /** Takes the changed key that stopped the attempt. */
  readonly acceptChanged: (fingerprint: string) => Promise<void>;
}

/** One attempt as the app makes it: from an address and the person's own files. */
export function reachFound(home: Home, to: string | Route, ask: Asker): Promise<FoundAttempt> {
  return reachAgain(home, to)(ask);
}

/** A host as the app knows it; each call is one attempt. */
export function reachAgain(home: Home, to: string | Route): (ask: Asker) => Promise<FoundAttempt> {
  const around: Surroundings = {
    platform: process.platform,
    env: { PATH: process.env.PATH, HOME: home.folder, ...home.env },
    home: home.folder,
    root: '',
  };
  const reacher = createReacher({ around, stateFolder: join(home.folder, 'state') });
  const route = typeof to === 'string' ? routeOf(to) : to;
  const found = { id: 'it', label: 'it', source: 'added', address: 'it', problem: null } as const;
  const reach = reacher.reach({ ...found, route });
  const acceptOf =
    (problem: Problem | undefined): FoundAttempt['acceptChanged'] =>
    (fingerprint) =>
      reacher.acceptChangedKey(problem ?? null, fingerprint);
  return async (ask) => {
    const reports: (readonly Stage[])[] = [];
    let reached: Reached | undefined;
    let problem: Problem | undefined;
    try {
      const { signal } = new AbortController();
      const report = (stages: readonly Stage[]) => void reports.push(stages);
      reached = await reach?.({ ask, signal, report });
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      problem = error.problem;
    }
    const lines = (reports.at(-1) ?? []).map(({ name, state }) => `${name} ${state}`);
    return {
      ...{ reached, problem, lines, everything: JSON.stringify([reports, problem]) },
      acceptChanged: acceptOf(problem),
    };
  };
}
