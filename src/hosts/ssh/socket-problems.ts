/** What stands between a login and the engine's socket, as problems. */
import { type ContractError, refuse } from '../../contract/errors.ts';
import type { OpenRefused } from './open-refused.ts';
import type { Probe } from './probe.ts';

export function socketAbsent(path: string): ContractError {
  return refuse('host-socket-absent', `There is no ${path} on the host.`, { facts: { path } });
}

export function notASocket(path: string): ContractError {
  return refuse('not-a-socket', `${path} on the host is not a socket.`, { facts: { path } });
}

export function socketDenied(path: string, probe: Probe, user: string): ContractError {
  return refuse('host-socket-denied', `${user} may not use ${path} on the host.`, {
    facts: { path, user, groups: probe.groups.join(', ') },
  });
}

/** RFC 4254 §5.1: the server does not know this kind of channel. */
const unknownKind = 3;

/** The socket is there and may be used, so it is the server that does not forward it. */
export function forwardRefused(refused: OpenRefused, path: string): ContractError {
  const more = { facts: { path }, detail: refused.message };
  return refused.reason === unknownKind
    ? refuse('forwarding-unknown', 'The SSH server does not know how to forward a socket.', more)
    : refuse('forwarding-forbidden', 'The SSH server forbids to forward the socket.', more);
}

export function engineDown(path: string, detail = ''): ContractError {
  return refuse('engine-refused', `Nobody listens at ${path} on the host: is the engine started?`, {
    facts: { path },
    ...(detail === '' ? {} : { detail }),
    mend: { kind: 'retry' },
  });
}

/** What the relay programs say when they reach the socket and nobody listens. */
export function saysEngineDown(complaint: string): boolean {
  return /connection refused|is the docker daemon running|connection reset by peer/i.test(
    complaint,
  );
}
