/**
 * Tickets and tokens. A ticket stands in an address (argv, history, a terminal's scrollback), so it
 * works once and for a minute; the token that it buys stays in the tab's memory. Only digests are
 * kept here.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionRequest } from '../contract/web-session.ts';

const ticketLifeMs = 60_000;
/** Far above what a person opens; bounds the memory of a loop that asks for tickets. */
const maxTickets = 200;
const maxTokens = 1_000;

export interface Sessions {
  /** A new ticket, base64url. */
  issueTicket(): string;
  /** The token to keep, or undefined when what was shown does not let in. A ticket dies here. */
  admit(request: SessionRequest): string | undefined;
}

/** `now` in milliseconds; given by tests. */
export function createSessions(now: () => number = Date.now): Sessions {
  const tickets: Array<{ digest: Buffer; expiresAtMs: number }> = [];
  const tokens: Buffer[] = [];

  function takeTicket(ticket: string): boolean {
    const index = positionOf(
      digestOf(ticket),
      tickets.map((entry) => entry.digest),
    );
    const [entry] = index < 0 ? [] : tickets.splice(index, 1);
    return entry !== undefined && entry.expiresAtMs > now();
  }

  return {
    issueTicket() {
      const ticket = newSecret();
      tickets.push({
        digest: digestOf(ticket),
        expiresAtMs: now() + ticketLifeMs,
      });
      if (tickets.length > maxTickets) tickets.shift();
      return ticket;
    },
    admit(request) {
      if (request.kind === 'token') {
        return positionOf(digestOf(request.token), tokens) < 0 ? undefined : request.token;
      }
      if (!takeTicket(request.ticket)) return undefined;
      const token = newSecret();
      tokens.push(digestOf(token));
      if (tokens.length > maxTokens) tokens.shift();
      return token;
    },
  };
}

/** 32 random bytes: nothing to guess. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Looks at all of them whatever it finds: the time tells nothing. */
function positionOf(digest: Buffer, known: readonly Buffer[]): number {
  let found = -1;
  known.forEach((candidate, index) => {
    if (timingSafeEqual(candidate, digest)) found = index;
  });
  return found;
}
