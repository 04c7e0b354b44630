/**
 * The tab's way in (web shell): a ticket from the address's fragment, or the token that an earlier
 * ticket bought. The token stays in sessionStorage, so a reload stays in and another tab does not.
 */
import {
  SessionAnswer,
  type SessionRequest,
  wirePath,
  wireProtocol,
} from '../../../contract/web-session.ts';
import type { Link } from '../../../wire/link.ts';
import { createWebSocketLink } from '../../../wire/links/web-socket.ts';
import { NoSessionError } from './no-session.ts';

const tokenKey = 'longshore.session';
const patienceMs = 10_000;

/** Takes the ticket out of the address at once: history and a copied address hold nothing of worth. */
function takeTicket(): string | undefined {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
  if (!ticket) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return ticket;
}

/** Storage can be forbidden by the person's settings; then a reload needs a new address. */
function readToken(): string | undefined {
  try {
    return sessionStorage.getItem(tokenKey) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepToken(token: string | undefined): void {
  heldToken = token;
  try {
    if (token === undefined) sessionStorage.removeItem(tokenKey);
    else sessionStorage.setItem(tokenKey, token);
  } catch {
    // Held in memory as above.
  }
}

let heldToken: string | undefined;

/**
 * A link to the server, admitted. Throws `NoSessionError` when the tab has nothing to show or what
 * it has is refused, and a plain error when the server does not answer.
 */
export async function openWebSocketSession(): Promise<Link> {
  const ticket = takeTicket();
  if (ticket) {
    try {
      return await exchange({ kind: 'ticket', ticket });
    } catch (error) {
      // A used ticket in a tab that is already in: the address was opened again from the history.
      if (!(error instanceof NoSessionError)) throw error;
    }
  }
  const token = heldToken ?? readToken();
  if (!token) throw new NoSessionError();
  try {
    return await exchange({ kind: 'token', token });
  } catch (error) {
    if (error instanceof NoSessionError) keepToken(undefined);
    throw error;
  }
}

function exchange(request: SessionRequest): Promise<Link> {
  const socket = new WebSocket(`ws://${location.host}${wirePath}`, wireProtocol);
  return new Promise((resolve, reject) => {
    const give = (act: () => void) => {
      clearTimeout(timer);
      socket.removeEventListener('open', ask);
      socket.removeEventListener('message', take);
      socket.removeEventListener('close', lost);
      act();
    };
    const ask = () => socket.send(JSON.stringify(request));
    const lost = () => give(() => reject(new Error('Longshore does not answer.')));
    const take = (event: MessageEvent) =>
      give(() => {
        const answer = readAnswer(event.data);
        if (answer?.kind === 'welcome') {
          keepToken(answer.token);
          // In this very turn: the first frame may be the next message.
          resolve(createWebSocketLink(socket));
          return;
        }
        socket.close();
        reject(answer ? new NoSessionError() : new Error('This is not Longshore.'));
      });
    const timer = setTimeout(() => {
      lost();
      socket.close();
    }, patienceMs);
    socket.addEventListener('open', ask);
    socket.addEventListener('message', take);
    socket.addEventListener('close', lost);
  });
}

function readAnswer(data: unknown): SessionAnswer | undefined {
  try {
    return SessionAnswer.parse(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
}
