import type { HostSessions } from '../../contract/hosts.ts';
import type { HostLogin } from '../../hosts/reached.ts';
import { createLatest } from '../flow/latest.ts';
import type { HostConnection } from './host-connection.ts';

/** Where each call is a session they come and go faster than anybody reads. */
const gapMs = 250;

/** The sessions of the host's login, again when one was opened or has ended; null while there is no login. */
export async function* watchSessions(
  connection: HostConnection,
  signal: AbortSignal,
): AsyncGenerator<HostSessions | null, void, undefined> {
  let login: HostLogin | null = null;
  let unlisten = (): void => {};
  const latest = createLatest<HostSessions | null>(null, { gapMs });
  const look = (): void => {
    const now = connection.login();
    if (now !== login) {
      unlisten();
      login = now;
      unlisten = now?.onSessions(look) ?? (() => {});
    }
    const next = now?.sessions() ?? null;
    const last = latest.get();
    if (next?.used !== last?.used || next?.limit !== last?.limit) latest.set(next);
  };
  const untap = connection.status.tap(look);
  try {
    look();
    yield* latest.watch(signal);
  } finally {
    untap();
    unlisten();
  }
}
