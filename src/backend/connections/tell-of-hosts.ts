import { type Host, isAnswering } from '../../contract/hosts.ts';
import type { HostId } from '../../contract/ids.ts';
import { lookAtHost } from '../../hosts/facts/look-at-host.ts';
import type { HostLogin } from '../../hosts/reached.ts';
import type { NewNotice, Notices } from '../state/notices.ts';
import type { HostTable } from './host-table.ts';
import { needsPerson } from './reasons.ts';

/** A window that is opened later sees the state itself. */
const toldMs = 10_000;

interface Known {
  login: HostLogin | null;
  /** Of the machine's present run; null while it is not known. */
  bootId: string | null;
  /** What the person was told last of it being away. */
  told: 'host-lost' | 'host-stopped' | undefined;
}

/**
 * Tells of hosts over a login that are lost, that come back, and whether their machine was started anew meanwhile.
 * Once each, not once a try; nothing of those that a person has put to sleep, or is just connecting.
 */
export function tellOfHosts(hosts: HostTable, notices: Notices): void {
  const known = new Map<HostId, Known>();

  const tell = ({ id }: Host, kind: Extract<NewNotice, { host: HostId }>['kind']) =>
    notices.tell({ kind, host: id }, toldMs);

  /** Asked once a login. */
  async function arrived(host: Host, one: Known, login: HostLogin | null): Promise<void> {
    const before = one.bootId;
    const isSame = login === one.login;
    one.login = login;
    if (!isSame) one.bootId = login ? await bootIdOf(login) : null;
    if (one.told === undefined || known.get(host.id) !== one || one.login !== login) return;
    one.told = undefined;
    const restarted = before !== null && one.bootId !== null && before !== one.bootId;
    one.bootId ??= before;
    tell(host, restarted ? 'host-restarted' : 'host-back');
  }

  function look(host: Host): void {
    const { id, state, problem } = host;
    let one = known.get(id);
    if (isAnswering(state)) {
      if (!one) {
        one = { login: null, bootId: null, told: undefined };
        known.set(id, one);
      }
      const login = hosts.get(id).connection.login();
      if (login !== one.login || one.told) void arrived(host, one, login);
    } else if (state === 'asleep') known.delete(id);
    else if (one && state === 'reconnecting' && one.told === undefined) {
      one.told = 'host-lost';
      tell(host, one.told);
    } else if (one && state === 'needs-you' && stops(problem) && one.told !== 'host-stopped') {
      one.told = 'host-stopped';
      tell(host, one.told);
    }
  }

  hosts.latest.tap(() => {
    const all = hosts.latest.get();
    for (const host of all) if (host.remote) look(host);
    for (const id of known.keys()) if (!all.some((host) => host.id === id)) known.delete(id);
  });
}

/** Not merely a question: the dialog tells of that. */
const stops = (problem: Host['problem']) => problem !== null && needsPerson.has(problem.code);

async function bootIdOf(login: HostLogin): Promise<string | null> {
  try {
    const { signal } = new AbortController();
    return (await lookAtHost(login, { dataRoot: '', signal })).bootId;
  } catch {
    // A host without a session to spare is back all the same.
    return null;
  }
}
