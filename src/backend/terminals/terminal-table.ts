import { randomUUID } from 'node:crypto';
import { type Problem, refuse, toProblem } from '../../contract/errors.ts';
import { type HostId, TerminalId } from '../../contract/ids.ts';
import type { Terminal, TerminalSize, TerminalTarget } from '../../contract/terminals.ts';
import type { HostTable } from '../connections/host-table.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import { openAttachTerminal } from './open-attach-terminal.ts';
import { openExecTerminal } from './open-exec-terminal.ts';
import { openHostTerminal } from './open-host-terminal.ts';
import { type LocalTerminals, openLocalTerminal } from './open-local-terminal.ts';
import { startSession, type TerminalSession, type View } from './terminal-session.ts';

export interface TerminalTable {
  readonly latest: Latest<Terminal[]>;
  /** Of its container or its host. Throws `not-found`. */
  nameOf(target: TerminalTarget): string;
  /** Throws what stands in the way; `busy` when too many are open. */
  open(input: { target: TerminalTarget; size: TerminalSize }): Promise<Terminal>;
  view(
    input: { terminal: TerminalId; size: TerminalSize },
    view: Omit<View, 'size'>,
  ): AsyncGenerator<Uint8Array, void, undefined>;
  /** Ends or detaches, then forgets. */
  end(id: TerminalId): Promise<void>;
  /** Those of a host end by this problem; they stay to be read. */
  endAll(host: HostId, why: Problem): Promise<void>;
  openCount(): number;
  close(): Promise<void>;
}

/** More than anybody looks at; each holds a connection and up to 1 MiB. */
const openLimit = 64;
const keptEnded = 50;

interface Entry {
  info: Terminal;
  session: TerminalSession | undefined;
  /** Known before its end: what the cut connection then says is not the cause. */
  why?: Problem;
  /** Another window may look before the engine has answered. */
  readonly opening: Promise<TerminalSession>;
}

export function createTerminalTable(hosts: HostTable, local: LocalTerminals): TerminalTable {
  const entries = new Map<TerminalId, Entry>();
  const latest = createLatest<Terminal[]>([]);
  const publish = () => latest.set([...entries.values()].map(({ info }) => info));
  const openCount = () => [...entries.values()].filter(({ info }) => info.state !== 'ended').length;

  function forgetOld(): void {
    const ended = [...entries.values()].filter(({ info }) => info.state === 'ended');
    for (const { info } of ended.slice(0, Math.max(0, ended.length - keptEnded))) {
      entries.delete(info.id);
    }
  }

  function get(id: TerminalId): Entry {
    const entry = entries.get(id);
    if (!entry) throw refuse('not-found', 'This terminal is not known (any more).');
    return entry;
  }

  async function begin(id: TerminalId, target: TerminalTarget, size: TerminalSize) {
    if (target.kind === 'host') {
      const { connection, found } = hosts.get(target.host);
      const login = connection.login();
      if (!login) throw refuse('not-supported', 'There is no login to this host.');
      return openHostTerminal(login, { size, address: found.address });
    }
    if (target.kind === 'local') return openLocalTerminal(local, { host: target.host, size });
    return hosts.withEngine(target.host, async (engine) => {
      if (target.kind === 'attach') {
        return openAttachTerminal(engine, { container: target.container, size });
      }
      const preferredShell = (await local.settings).latest.get().defaultShell;
      return openExecTerminal(engine, { id, target, size, preferredShell });
    });
  }

  function nameOf(target: TerminalTarget): string {
    const { changes, found } = hosts.get(target.host);
    return 'container' in target ? changes.names.of(target.container) : found.label;
  }

  return {
    latest,
    openCount,
    nameOf,
    async open({ target, size }) {
      const { connection } = hosts.get(target.host);
      if (openCount() >= openLimit) {
        throw refuse('busy', `More than ${openLimit} terminals are open: close one first.`, {
          facts: { limit: openLimit },
        });
      }
      const id = TerminalId.parse(randomUUID());
      const name = nameOf(target);
      const opened = Promise.withResolvers<TerminalSession>();
      // Nobody need be looking when it fails: who opens it is told.
      opened.promise.catch(() => {});
      const entry: Entry = {
        info: opening(id, target, name),
        session: undefined,
        opening: opened.promise,
      };
      const change = (part: Partial<Terminal>) => {
        entry.info = { ...entry.info, ...part };
        publish();
      };
      entries.set(id, entry);
      publish();
      // While a terminal is open a lost engine is noticed.
      const release = connection.hold();
      try {
        const process = await begin(id, target, size);
        const { command, user, tty } = process;
        change({ state: 'open', command, user, tty });
        const session = startSession(process, {
          size,
          kind: target.kind,
          onEnd(end) {
            release();
            change({
              ...{ state: 'ended', endedAtMs: Date.now(), ...end },
              ...(entry.why ? { exitCode: null, problem: entry.why } : {}),
            });
            forgetOld();
            publish();
          },
        });
        entry.session = session;
        opened.resolve(session);
      } catch (error) {
        opened.reject(error);
        release();
        entries.delete(id);
        publish();
        throw error;
      }
      return entry.info;
    },
    async *view({ terminal, size }, { up, signal }) {
      const session = await get(terminal).opening;
      yield* session.view({ size, up, signal });
    },
    async end(id) {
      const { info, session } = get(id);
      try {
        if (info.state !== 'ended') await session?.end();
      } finally {
        entries.delete(id);
        publish();
      }
    },
    async endAll(host, why) {
      const open = [...entries.values()].filter(
        ({ info }) => info.target.host === host && info.state !== 'ended',
      );
      for (const entry of open) entry.why = why;
      await Promise.all(open.map(({ session }) => session?.end().catch(toProblem)));
    },
    async close() {
      const open = [...entries.values()].filter(({ info }) => info.state !== 'ended');
      await Promise.all(open.map(({ session }) => session?.end().catch(toProblem)));
      entries.clear();
    },
  };
}

function opening(id: TerminalId, target: TerminalTarget, name: string): Terminal {
  return {
    ...{ id, target, name },
    command: '',
    user: target.kind === 'exec' ? (target.user ?? '') : '',
    tty: true,
    state: 'opening',
    exitCode: null,
    problem: null,
    openedAtMs: Date.now(),
    endedAtMs: null,
  };
}
