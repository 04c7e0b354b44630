/** Questions to one registry: the scheme, the login and redirects are settled here. */
import { ContractError } from '../../contract/errors.ts';
import { isLoopback, type Place, placeOf, withoutTls } from './address.ts';
import { type Challenge, readChallenge } from './challenge.ts';
import { type Answer, createConnections, readStart } from './exchange.ts';
import { redirectLimit, smallLimitBytes } from './limits.ts';
import { type Asked, brokenAnswer, decodeAnswer, notARegistry, plainRefused } from './refusals.ts';
import type { RegistryWay } from './registry.ts';
import { basicHeader, createTokens } from './tokens.ts';

export interface Wish {
  readonly method: 'GET' | 'HEAD';
  /** Below `/v2/`, or a page that the registry itself has named. */
  readonly path: string | URL;
  /** `repository:library/redis:pull`; empty for what needs none. */
  readonly scope: string;
  readonly accept?: string;
  readonly asked: Asked;
  readonly signal?: AbortSignal | undefined;
}

/** An answer below 400, and the address that gave it. */
export interface Given extends Answer {
  readonly url: URL;
}

export interface Door {
  /** Throws what the refusal means. */
  ask(wish: Wish): Promise<Given>;
  close(): void;
}

const redirects = new Set([301, 302, 303, 307, 308]);

export function createDoor(way: RegistryWay): Door {
  const place: Place = placeOf(way.address ?? way.name, way.plainAgreed);
  // No proxy leads back to this machine.
  const proxyEnv = isLoopback(place.url.hostname) ? undefined : way.proxyEnv;
  const connections = createConnections(place.url.host, { tls: way.tls, proxyEnv });
  const tokens = createTokens(connections, way.login);
  /** What the registry asked for last: the next question brings it at once. */
  let challenge: Challenge | null = null;
  let base = place.url;

  function headerFor(scope: string): string | undefined {
    if (challenge?.scheme === 'bearer') {
      const token = tokens.known(scope);
      return token === undefined ? undefined : `Bearer ${token}`;
    }
    const { login } = way;
    return challenge && login?.kind === 'password' ? basicHeader(login) : undefined;
  }

  async function send(wish: Wish): Promise<Given> {
    const { method, path, accept, asked, signal, scope } = wish;
    const url = path instanceof URL ? path : new URL(path, base);
    const authorization = headerFor(scope);
    const headers = {
      ...(accept === undefined ? {} : { accept }),
      ...(authorization === undefined ? {} : { authorization }),
    };
    return { ...(await connections.ask({ method, url, headers, asked, signal })), url };
  }

  /** With TLS; in plain text only where that is allowed and nothing with TLS is there. */
  async function sendAnyScheme(wish: Wish): Promise<Given> {
    const tried = base;
    try {
      return await send(wish);
    } catch (error) {
      const isPlain =
        error instanceof ContractError &&
        (error.code === 'registry-insecure' || error.code === 'registry-gone');
      // Another question may have found out meanwhile: it is what this one has tried that counts.
      if (tried.protocol === 'http:' || !isPlain || !place.plainAllowed) throw error;
    }
    base = withoutTls(place);
    return send(wish);
  }

  /** Takes the registry's challenge up; false when there is nothing to answer it with. */
  async function answerChallenge(given: Given, wish: Wish): Promise<boolean> {
    const had = headerFor(wish.scope) !== undefined;
    const header = given.headers['www-authenticate'];
    const next = readChallenge(header);
    if (next === null && header === undefined) return false;
    if (next === null) throw notARegistry(wish.asked, `WWW-Authenticate: ${header}`);
    const wasBearer = challenge?.scheme === 'bearer';
    challenge = next;
    if (next.scheme === 'basic') return !had && way.login?.kind === 'password';
    // A token that is refused is fetched anew once; the caller sees to it that it is once.
    if (wasBearer) tokens.forget(wish.scope);
    const { scope, asked, signal } = wish;
    await tokens.fetch({ challenge: next, scope, registry: base, asked, signal });
    return true;
  }

  /** The login stays with the server that it is for; from TLS nobody is led to plain text. */
  async function follow(first: Given, wish: Wish): Promise<Given> {
    let given = first;
    for (let left = redirectLimit; redirects.has(given.status); left -= 1) {
      const location = given.headers.location ?? '';
      given.close();
      if (left === 0 || !URL.canParse(location, given.url.href)) {
        throw brokenAnswer('shape', `Redirected to ${location.slice(0, 200)}`);
      }
      const url = new URL(location, given.url);
      const isHome = url.origin === base.origin;
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && base.protocol === 'http:')) {
        throw plainRefused(wish.asked);
      }
      const { method, accept, asked, signal, scope } = wish;
      const authorization = isHome ? headerFor(scope) : undefined;
      const headers = {
        ...(accept === undefined ? {} : { accept }),
        ...(authorization === undefined ? {} : { authorization }),
      };
      given = { ...(await connections.ask({ method, url, headers, asked, signal })), url };
    }
    return given;
  }

  return {
    async ask(wish) {
      let given = await sendAnyScheme(wish);
      if (given.status === 401) {
        const isAnswered = await answerChallenge(given, wish);
        if (isAnswered) {
          given.close();
          given = await send(wish);
        }
      }
      given = await follow(given, wish);
      if (given.status < 400) return given;
      const text = wish.method === 'HEAD' ? '' : await readStart(given, smallLimitBytes);
      given.close();
      throw decodeAnswer({ status: given.status, headers: given.headers, text }, wish.asked);
    },
    close: () => connections.close(),
  };
}
