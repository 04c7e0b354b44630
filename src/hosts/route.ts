import type { Route } from './found-host.ts';
import { targetOf } from './local/address.ts';
import { parseAddress } from './ssh/parse-address.ts';

const direct = /^(unix|npipe|tcp|https?):\/\//;

/**
 * What a person typed, or what a context holds, as a route. Anything without a scheme is a host to
 * log in to. Throws `bad-parameter` for what is no address, `not-supported` for a way that is not built yet.
 */
export function routeOf(address: string, options: { tls?: boolean } = {}): Route {
  if (direct.test(address)) return { kind: 'direct', target: targetOf(address, options) };
  return { kind: 'ssh', address: parseAddress(address) };
}
