import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../contract/errors.ts';
import { type Host, isAnswering } from '../../contract/hosts.ts';
import { HostId } from '../../contract/ids.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import type { Asker } from '../../hosts/asker.ts';
import type { FoundHost } from '../../hosts/found-host.ts';
import type { Reach } from '../../hosts/reached.ts';
import { type ChangeHub, createChangeHub } from '../changes/change-hub.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import { createHostConnection, type HostConnection } from './host-connection.ts';
import { isUnreachable } from './reasons.ts';

export interface KnownHost {
  readonly id: HostId;
  readonly found: FoundHost;
  readonly connection: HostConnection;
  readonly changes: ChangeHub;
}

export interface HostTable {
  readonly latest: Latest<Host[]>;
  /** Resolves when the first search is done, whatever came of it. */
  readonly scanned: Promise<void>;
  /** Throws `not-found`. */
  get(id: HostId): KnownHost;
  labelOf(id: HostId): string | undefined;
  /** Runs one call on an engine; a closed way makes the connection look again. */
  withEngine<T>(id: HostId, use: (engine: Engine) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Throws `host-locked` when it is a production host that nobody has unlocked. */
  mayChange(id: HostId): void;
  /** `name` must be the label, as a person types it. Throws `bad-input` when it is not. */
  unlock(id: HostId, name: string): void;
  lock(id: HostId): void;
  /** The network has changed: hosts over it that wait for their turn try now. */
  networkChanged(): void;
  /** Takes hosts that were added, changed or removed; asks nobody. */
  refresh(): Promise<void>;
  /** Looks for engines again, asks each that does not answer, and waits until that is known. */
  rescan(): Promise<Host[]>;
  /** Called before the way to a host is given up: it was removed, or has another address. */
  beforeLeaving(listener: (id: HostId) => Promise<void>): void;
  close(): void;
}

interface TableEntry extends KnownHost {
  found: FoundHost;
  readonly colour: number;
  readonly stop: () => void;
}

/** As many as there are host colours. */
const colours = 8;
/** A host that does not answer at all keeps a rescan no longer than this. */
const rescanLimitMs = 10_000;

export interface HostTableOptions {
  readonly find: () => Promise<FoundHost[]>;
  readonly reach: (found: FoundHost) => Reach | null;
  readonly askerFor: (subject: { host: HostId; label: string }) => Asker;
}

export function createHostTable({ find, reach, askerFor }: HostTableOptions): HostTable {
  const unlocked = new Set<HostId>();
  const known = new Map<string, TableEntry>();
  const latest = createLatest<Host[]>([]);
  const scanned = Promise.withResolvers<void>();
  const leaving: ((id: HostId) => Promise<void>)[] = [];
  let lastScan: Promise<void> = Promise.resolve();
  let closed = false;

  function publish(): void {
    latest.set(
      [...known.values()].map(({ id, found, connection, colour }) => ({
        id,
        label: found.label,
        source: found.source,
        address: found.address,
        colour: found.mark?.colour ?? colour,
        remote: isRemote(found),
        production: found.mark?.production ?? false,
        unlocked: unlocked.has(id),
        ...connection.status.get(),
      })),
    );
  }

  function freeColour(): number {
    const taken = new Set([...known.values()].map((host) => host.colour));
    for (let colour = 0; colour < colours; colour += 1) if (!taken.has(colour)) return colour;
    return known.size % colours;
  }

  function add(found: FoundHost): void {
    const id = HostId.parse(found.id.slice(0, 200));
    const connection = createHostConnection({
      reach: reach(found),
      problem: found.problem,
      remote: isRemote(found),
      ask: askerFor({ host: id, label: found.label }),
    });
    const changes = createChangeHub(connection);
    const untap = connection.status.tap(publish);
    const stop = () => {
      untap();
      changes.close();
      connection.close();
    };
    known.set(found.id, { id, found, connection, changes, colour: freeColour(), stop });
  }

  /** One after the other: what an earlier one has read is older. */
  function scan(): Promise<void> {
    const next = lastScan.then(scanOnce);
    lastScan = next.catch(() => {});
    return next;
  }

  async function leave(host: TableEntry): Promise<void> {
    const { id } = host;
    await Promise.all(leaving.map((listener) => listener(id).catch(() => {})));
    unlocked.delete(id);
    host.stop();
  }

  async function scanOnce(): Promise<void> {
    const found = await find();
    if (closed) return;
    const order = new Map(found.map((host, index) => [host.id, index]));
    for (const [id, host] of [...known]) {
      const same = found.find((other) => other.id === id);
      // An engine that restarts has no socket for a moment: what was online once stays listed.
      const stays = same
        ? isDeepStrictEqual(same.route, host.found.route)
        : host.found.source !== 'added' && host.connection.wasOnline();
      if (stays) {
        // A new label or mark costs no new login.
        if (same) host.found = same;
        continue;
      }
      await leave(host);
      known.delete(id);
    }
    if (closed) return;
    for (const host of found) if (!known.has(host.id)) add(host);
    const sorted = [...known].sort(
      ([a], [b]) => (order.get(a) ?? Number.MAX_VALUE) - (order.get(b) ?? Number.MAX_VALUE),
    );
    known.clear();
    for (const [id, host] of sorted) known.set(id, host);
    publish();
  }

  function get(id: HostId): KnownHost {
    const host = known.get(id);
    if (!host) {
      throw refuse('not-found', 'This host is not known (any more).', { facts: { name: id } });
    }
    return host;
  }

  return {
    latest,
    scanned: scanned.promise,
    get,
    labelOf: (id) => [...known.values()].find((host) => host.id === id)?.found.label,
    async withEngine(id, use, signal) {
      const { connection } = get(id);
      try {
        return await use(await connection.engine(signal));
      } catch (error) {
        if (isUnreachable(error)) connection.suspect();
        throw error;
      }
    },
    mayChange(id) {
      const { found } = get(id);
      if (!found.mark?.production || unlocked.has(id)) return;
      throw refuse('host-locked', 'This is a production host: unlock it before you change it.', {
        facts: { name: found.label },
        mend: { kind: 'unlock-host' },
      });
    },
    unlock(id, name) {
      if (name.trim() !== get(id).found.label) {
        throw refuse('bad-input', 'This is not the name of the host.');
      }
      unlocked.add(id);
      publish();
    },
    lock(id) {
      unlocked.delete(id);
      publish();
    },
    networkChanged() {
      for (const { found, connection } of known.values()) {
        if (!isRemote(found)) continue;
        const { state } = connection.status.get();
        if (isAnswering(state)) connection.check();
        else if (state === 'reconnecting' || state === 'failed') connection.retry();
      }
    },
    refresh: scan,
    async rescan() {
      await scan().finally(scanned.resolve);
      const signal = AbortSignal.timeout(rescanLimitMs);
      await Promise.all(
        // A host over a network is not asked unless somebody wants it.
        [...known.values()]
          .filter(({ found }) => !isRemote(found))
          .map(({ connection }) => {
            connection.retry();
            return connection.engine(signal).catch(() => {});
          }),
      );
      return latest.get();
    },
    beforeLeaving: (listener) => void leaving.push(listener),
    close() {
      closed = true;
      for (const host of known.values()) host.stop();
      known.clear();
    },
  };
}

const isRemote = ({ route }: FoundHost) => route?.kind === 'ssh';
