/**
 * Short-lived tokens for what a registry guards (the distribution specification's token authentication): asked for
 * at the realm of its challenge, kept by scope until they expire.
 */
import * as z from 'zod';
import type { Challenge } from './challenge.ts';
import { realmUrl } from './challenge.ts';
import { type Connections, readStart, readWhole } from './exchange.ts';
import { smallLimitBytes } from './limits.ts';
import {
  type Asked,
  brokenAnswer,
  decodeAnswer,
  loginExpired,
  loginRefused,
  notARegistry,
  unauthorized,
} from './refusals.ts';
import type { Login } from './registry.ts';

type Bearer = Extract<Challenge, { scheme: 'bearer' }>;

export interface TokenWish {
  readonly challenge: Bearer;
  /** What the token is wanted for; it is kept under this. */
  readonly scope: string;
  /** The registry's own address: a realm without TLS must be on it. */
  readonly registry: URL;
  readonly asked: Asked;
  readonly signal?: AbortSignal | undefined;
}

export interface Tokens {
  /** A token that has not expired, if there is one. */
  known(scope: string): string | undefined;
  /** Throws `registry-login-refused`, `registry-login-expired`, and what else a refusal means. */
  fetch(wish: TokenWish): Promise<string>;
  forget(scope: string): void;
}

/** What the specification says where a server does not. */
const usualLifeSeconds = 60;
/** A question may take a while on its way. */
const earlySeconds = 10;
/** A header must hold it. */
const tokenLimit = 64 * 1024;

const Granted = z.object({
  token: z.string().max(tokenLimit).optional(),
  access_token: z.string().max(tokenLimit).optional(),
  expires_in: z.number().optional().catch(undefined),
});

export const basicHeader = ({ username, password }: { username: string; password: string }) =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;

export function createTokens(connections: Connections, login: Login | null): Tokens {
  const held = new Map<string, { token: string; untilMs: number }>();

  async function ask(url: URL, wish: TokenWish) {
    const { challenge, asked, signal } = wish;
    const { service } = challenge;
    const scope = challenge.scope || wish.scope;
    if (login?.kind === 'identity-token') {
      const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'longshore' });
      form.set('refresh_token', login.token);
      if (service !== '') form.set('service', service);
      if (scope !== '') form.set('scope', scope);
      return connections.ask({ method: 'POST', url, form, asked, signal });
    }
    if (service !== '') url.searchParams.set('service', service);
    if (scope !== '') url.searchParams.set('scope', scope);
    if (login) url.searchParams.set('account', login.username);
    const headers = login ? { authorization: basicHeader(login) } : {};
    return connections.ask({ method: 'GET', url, headers, asked, signal });
  }

  function refusal(status: number, asked: Asked): Error {
    if (login?.kind === 'identity-token') return loginExpired(asked);
    return login && status === 401 ? loginRefused(asked) : unauthorized(asked);
  }

  return {
    known(scope) {
      const one = held.get(scope);
      if (one && one.untilMs > Date.now()) return one.token;
      held.delete(scope);
      return undefined;
    },
    async fetch(wish) {
      const { challenge, asked } = wish;
      const url = realmUrl(challenge.realm, wish.registry);
      if (url === null) throw notARegistry(asked, `A realm without TLS: ${challenge.realm}`);
      const answer = await ask(url, wish);
      const { status, headers } = answer;
      if (status !== 200) {
        const text = await readStart(answer, smallLimitBytes);
        if (status === 401 || status === 403 || status === 400) throw refusal(status, asked);
        throw decodeAnswer({ status, headers, text }, asked);
      }
      const token = parse((await readWhole(answer, smallLimitBytes)).toString('utf8'));
      const lifeSeconds = Math.max(token.lifeSeconds - earlySeconds, 1);
      held.set(wish.scope, {
        token: token.text,
        untilMs: Date.now() + lifeSeconds * 1000,
      });
      return token.text;
    },
    forget: (scope) => void held.delete(scope),
  };
}

function parse(text: string): { readonly text: string; readonly lifeSeconds: number } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw brokenAnswer('shape', 'The token is not JSON.');
  }
  const read = Granted.safeParse(value);
  const token = read.data?.token ?? read.data?.access_token ?? '';
  // What could end a header must not become part of one.
  if (!/^[\x21-\x7e]+$/.test(token)) throw brokenAnswer('shape', 'The answer holds no token.');
  return { text: token, lifeSeconds: read.data?.expires_in ?? usualLifeSeconds };
}
