import { randomUUID } from 'node:crypto';
import { refuse, toProblem } from '../../contract/errors.ts';
import type { Forward } from '../../contract/forwards.ts';
import { type ContainerId, ForwardId, type HostId } from '../../contract/ids.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { type Passing, type PassOn, passOn } from '../../hosts/local/pass-on.ts';
import type { HostTable } from '../connections/host-table.ts';
import { createLatest, type Latest } from '../flow/latest.ts';

export interface ForwardTable {
  readonly latest: Latest<Forward[]>;
  /** Throws `not-supported` for a host without a login, `not-running`, `port-in-use`. */
  open(input: {
    host: HostId;
    container: ContainerId;
    port: number;
    localPort?: number | undefined;
  }): Promise<Forward>;
  /** Throws `not-found`. */
  get(id: ForwardId): Forward;
  /** Throws `not-found`. */
  end(id: ForwardId): void;
  /** Ends those of a host. */
  endAll(host: HostId): void;
  close(): void;
}

interface Entry {
  info: Forward;
  passing: Passing | undefined;
}

/** Each holds a listening port; more than this was opened by mistake. */
const openLimit = 100;
const loopback = '127.0.0.1';

/** Listens on this machine and passes each connection on through the host's one login. */
export function createForwardTable(hosts: HostTable): ForwardTable {
  const entries = new Map<ForwardId, Entry>();
  const latest = createLatest<Forward[]>([]);
  const publish = () => latest.set([...entries.values()].map(({ info }) => info));

  function change(entry: Entry, part: Partial<Forward>): void {
    entry.info = { ...entry.info, ...part };
    if (entries.has(entry.info.id)) publish();
  }

  /** Asked anew for each connection: a container that was restarted has another address. */
  async function addressOf(host: HostId, container: ContainerId): Promise<string> {
    const { networks, summary } = await hosts.withEngine(host, (engine) =>
      containerDetail(engine, container),
    );
    if (summary.state !== 'running') throw refuse('not-running', 'The container does not run.');
    const address = networks.find(({ ipAddress }) => ipAddress !== '')?.ipAddress;
    if (address !== undefined) return address;
    // The host's own network has the container's ports on the host itself.
    if (networks.some(({ name }) => name === 'host')) return loopback;
    throw refuse('not-supported', 'The container has no network.');
  }

  function loginOf(host: HostId) {
    const login = hosts.get(host).connection.login();
    if (login) return login;
    throw refuse('not-supported', 'Only hosts that are reached by a login need forwards.');
  }

  function must(id: ForwardId): Entry {
    const entry = entries.get(id);
    if (entry) return entry;
    throw refuse('not-found', 'This forward is closed already.');
  }

  return {
    latest,
    async open({ host, container, port, localPort }) {
      const same = [...entries.values()].find(
        ({ info }) =>
          info.host === host && info.container === container && info.containerPort === port,
      );
      if (same && (localPort === undefined || localPort === same.info.localPort)) return same.info;
      if (entries.size >= openLimit) {
        throw refuse('busy', `More than ${openLimit} ports are forwarded: close one first.`);
      }
      loginOf(host);
      await addressOf(host, container);
      const info: Forward = {
        id: ForwardId.parse(randomUUID()),
        ...{ host, container, containerPort: port, localPort: port },
        containerName: hosts.get(host).changes.names.of(container),
        openedAtMs: Date.now(),
        connections: 0,
        problem: null,
      };
      const entry: Entry = { info, passing: undefined };
      entry.passing = await listen({
        tries: localPort === undefined ? [port, 0] : [localPort],
        open: async () => loginOf(host).dial({ host: await addressOf(host, container), port }),
        onCount: (connections) => change(entry, { connections }),
        onOutcome: (error) => change(entry, { problem: error === null ? null : toProblem(error) }),
      });
      entry.info = { ...info, localPort: entry.passing.port };
      entries.set(info.id, entry);
      publish();
      return entry.info;
    },
    get: (id) => must(id).info,
    end(id) {
      const { passing } = must(id);
      entries.delete(id);
      passing?.close();
      publish();
    },
    endAll(host) {
      for (const { info, passing } of [...entries.values()]) {
        if (info.host !== host) continue;
        entries.delete(info.id);
        passing?.close();
      }
      publish();
    },
    close() {
      for (const { passing } of entries.values()) passing?.close();
      entries.clear();
    },
  };
}

/** A wanted port or none; a liked one where it is free and may be had, else any. */
async function listen({
  tries,
  ...passing
}: Omit<PassOn, 'place'> & { readonly tries: readonly number[] }): Promise<Passing> {
  for (const port of tries) {
    try {
      return await passOn({ ...passing, place: { port } });
    } catch {
      // Taken, or below 1024 without the right to it.
    }
  }
  throw refuse('port-in-use', 'The port is taken on this machine.', {
    facts: { port: tries[0] ?? 0 },
  });
}
