import { type ContractError, refuse } from '../../contract/errors.ts';
import { type HostFacts, isAnswering } from '../../contract/hosts.ts';
import type { HostId } from '../../contract/ids.ts';
import { dataRootOf } from '../../engine/system/info.ts';
import { lookAtHost } from '../../hosts/facts/look-at-host.ts';
import type { HostLogin } from '../../hosts/reached.ts';
import { createLatest, type Latest, pause } from '../flow/latest.ts';
import type { HostConnection } from './host-connection.ts';
import type { HostTable } from './host-table.ts';

export interface FactsHub {
  /**
   * A look now and again every 30 s while somebody watches; one look for all windows of a host. It
   * waits while there is no login. Throws `not-supported` for a way that has none, `not-found`.
   */
  watch(host: HostId, signal: AbortSignal): AsyncGenerator<HostFacts, void, undefined>;
}

const everyMs = 30_000;
/** A link that comes and goes is not looked at more often. */
const gapMs = 3_000;

interface Source {
  watchers: number;
  readonly facts: Latest<HostFacts | null>;
  /** Nobody watches any more, or it has ended by the problem. */
  readonly stop: AbortController;
  problem: unknown;
}

export function createFactsHub(hosts: HostTable): FactsHub {
  const sources = new Map<HostId, Source>();

  function acquire(id: HostId): { source: Source; release: () => void } {
    const leave = (left: Source) => {
      left.stop.abort();
      if (sources.get(id) === left) sources.delete(id);
    };
    let source = sources.get(id);
    if (!source) {
      const fresh: Source = {
        watchers: 0,
        facts: createLatest<HostFacts | null>(null),
        stop: new AbortController(),
        problem: undefined,
      };
      sources.set(id, fresh);
      keepLooking(hosts, id, fresh).catch((error: unknown) => {
        fresh.problem = error;
        leave(fresh);
      });
      source = fresh;
    }
    const kept = source;
    kept.watchers += 1;
    const release = () => {
      kept.watchers -= 1;
      if (kept.watchers === 0) leave(kept);
    };
    return { source: kept, release };
  }

  return {
    async *watch(id, signal) {
      const { source, release } = acquire(id);
      try {
        const over = AbortSignal.any([signal, source.stop.signal]);
        for await (const facts of source.facts.watch(over)) if (facts) yield facts;
        if (!signal.aborted && source.problem !== undefined) throw source.problem;
      } finally {
        release();
      }
    },
  };
}

/** The engine says it once a login; a host whose engine is down is looked at all the same. */
interface DataRoot {
  readonly login: HostLogin;
  readonly path: string;
}

async function keepLooking(hosts: HostTable, id: HostId, source: Source): Promise<void> {
  const over = source.stop.signal;
  let dataRoot: DataRoot | undefined;
  while (!over.aborted) {
    const { connection, found } = hosts.get(id);
    const login = connection.login();
    const isOnline = () => isAnswering(connection.status.get().state);
    const wasOnline = isOnline();
    if (found.route?.kind !== 'ssh' || (wasOnline && !login)) throw noLogin();
    if (login && dataRoot?.login !== login) dataRoot = undefined;
    if (login) {
      try {
        if (!dataRoot && wasOnline) {
          const path = await hosts.withEngine(id, (engine) => dataRootOf(engine), over);
          dataRoot = { login, path };
        }
        const path = dataRoot?.path ?? '';
        source.facts.set(await lookAtHost(login, { dataRoot: path, signal: over }));
      } catch {
        // Cut, too busy, or without a session to spare: at the next turn.
      }
      await pause(gapMs, over);
    }
    const news = () => connection.login() !== login || (!wasOnline && isOnline());
    await untilNews(connection, news, over);
  }
}

/** Ends at the next turn, or when the connection has changed so that there is something new to see. */
async function untilNews(
  { status }: HostConnection,
  news: () => boolean,
  over: AbortSignal,
): Promise<void> {
  const changed = new AbortController();
  const untap = status.tap(() => {
    if (news()) changed.abort();
  });
  if (!news()) await pause(everyMs, AbortSignal.any([over, changed.signal]));
  untap();
}

function noLogin(): ContractError {
  return refuse('not-supported', 'This host is not reached by a login.');
}
