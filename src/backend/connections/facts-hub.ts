import { refuse } from '../../contract/errors.ts';
import type { HostFacts } from '../../contract/hosts.ts';
import type { HostId } from '../../contract/ids.ts';
import { dataRootOf } from '../../engine/system/info.ts';
import { lookAtHost } from '../../hosts/facts/look-at-host.ts';
import { pause } from '../flow/latest.ts';
import type { HostTable } from './host-table.ts';

export interface FactsHub {
  /** Looks now and again while somebody watches; one look at a time, shared by all windows. */
  watch(host: HostId, signal: AbortSignal): AsyncGenerator<HostFacts, void, undefined>;
}

const everyMs = 30_000;
/** Two windows that come within this get one look. */
const freshMs = 5_000;

export function createFactsHub(hosts: HostTable): FactsHub {
  const looks = new Map<HostId, { atMs: number; look: Promise<HostFacts> }>();

  function look(id: HostId, signal: AbortSignal): Promise<HostFacts> {
    const before = looks.get(id);
    if (before && performance.now() - before.atMs < freshMs) return before.look;
    const next = { atMs: performance.now(), look: lookNow(id, signal) };
    looks.set(id, next);
    next.look.catch(() => looks.delete(id));
    return next.look;
  }

  async function lookNow(id: HostId, signal: AbortSignal): Promise<HostFacts> {
    const login = hosts.get(id).connection.login();
    if (!login) throw refuse('host-gone', 'There is no login to this host now.');
    const dataRoot = await hosts.withEngine(id, (engine) => dataRootOf(engine), signal);
    return lookAtHost(login, { dataRoot, signal });
  }

  return {
    async *watch(id, signal) {
      const { connection } = hosts.get(id);
      if (connection.status.get().state === 'online' && !connection.login()) {
        throw refuse('not-supported', 'There is no login to this host.');
      }
      const stop = new AbortController();
      try {
        while (!signal.aborted) {
          const facts = await look(id, stop.signal).catch(() => undefined);
          if (facts) yield facts;
          // Without a login it waits for the next state of the host, not for a time.
          const changed = new AbortController();
          const untap = connection.status.tap(() => {
            if (!facts && connection.login()) changed.abort();
          });
          await pause(everyMs, AbortSignal.any([signal, changed.signal]));
          untap();
        }
      } finally {
        stop.abort();
      }
    },
  };
}
