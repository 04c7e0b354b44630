/** The check for newer images: one for each host, begun by a person, told as it goes. */
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import type { CheckedTag } from '../../../../contract/registries.ts';
import { api } from '../../../shared/lib/client.ts';
import { createStore, useStoreValue } from '../../../shared/lib/store.ts';

export interface NewerCheck {
  readonly running: boolean;
  readonly total: number;
  readonly checked: ReadonlyMap<string, CheckedTag>;
}

type Checks = ReadonlyMap<HostId, NewerCheck>;

const none: NewerCheck = { running: false, total: 0, checked: new Map() };
const checks = createStore<Checks>(new Map());
const stops = new Map<HostId, AbortController>();

const change = (host: HostId, part: Partial<NewerCheck>) =>
  checks.set((now) => new Map(now).set(host, { ...(now.get(host) ?? none), ...part }));

export const useNewerCheck = (host: HostId): NewerCheck =>
  useStoreValue(checks, (all) => all.get(host) ?? none);

/** What was found before stays on screen until it is found anew. Resolves with why it failed. */
export async function checkNewer(host: HostId): Promise<Problem | undefined> {
  const stop = new AbortController();
  stops.set(host, stop);
  const isFirst = (checks.get().get(host)?.checked.size ?? 0) === 0;
  change(host, { running: true, total: 0 });
  try {
    const input = { host, anew: !isFirst };
    for await (const event of api.registries.checkNewer(input, { signal: stop.signal })) {
      const checked = new Map(checks.get().get(host)?.checked);
      for (const row of event.checked) checked.set(row.tag, row);
      change(host, { checked, total: event.total });
    }
    return undefined;
  } catch (error) {
    const problem = toProblem(error);
    return problem.code === 'cancelled' ? undefined : problem;
  } finally {
    change(host, { running: false });
  }
}

export const stopChecking = (host: HostId) => stops.get(host)?.abort();
