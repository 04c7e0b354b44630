/**
 * How a browser tab gets in: the first text message each way on the WebSocket, before any frame.
 * The tab shows a ticket (one use, 60 s, from the address's fragment) or the session token that it
 * got for one; the server answers with the token to keep, or says why not and closes.
 */
import * as z from 'zod';

/** 32 random bytes as base64url. */
const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const SessionRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), ticket: Secret }),
  z.object({ kind: z.literal('token'), token: Secret }),
]);
export type SessionRequest = z.infer<typeof SessionRequest>;

export const SessionAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome'), token: Secret }),
  z.object({ kind: z.literal('refused') }),
]);
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Where the socket is; the sub-protocol names the version of this exchange. */
export const wirePath = '/wire';
export const wireProtocol = 'longshore.v1';
/** The WebSocket close code after `refused` (4000 to 4999 are the application's own). */
export const refusedCloseCode = 4401;
