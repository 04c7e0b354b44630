import { WebSocket } from 'ws';
import { refusedCloseCode, type SessionAnswer, SessionRequest } from '../contract/web-session.ts';
import type { Sessions } from './sessions.ts';

/** A page sends its ticket at once; who says nothing holds no socket. */
const patienceMs = 5_000;

/**
 * Reads the first message of a new socket. `admitted` is called in the same turn as the answer goes
 * out, so that no frame can come before its listener. Everything else is refused and closed.
 */
export function admit(socket: WebSocket, sessions: Sessions, admitted: () => void): void {
  const answer = (value: SessionAnswer) => socket.send(JSON.stringify(value));
  const refuse = () => {
    if (socket.readyState !== WebSocket.OPEN) return;
    answer({ kind: 'refused' });
    socket.close(refusedCloseCode, 'no session');
  };
  const timer = setTimeout(refuse, patienceMs);
  socket.once('close', () => clearTimeout(timer));
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer);
    const token = isBinary ? undefined : sessions.admit(parsed(String(data)));
    if (!token) return refuse();
    answer({ kind: 'welcome', token });
    admitted();
  });
}

/** What cannot be read is a token that nobody has. */
function parsed(text: string): SessionRequest {
  try {
    return SessionRequest.parse(JSON.parse(text));
  } catch {
    return { kind: 'token', token: '' };
  }
}
