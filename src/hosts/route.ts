import type { Route } from './found-host.ts';
import { targetOf } from './local/address.ts';
import { parseAddress } from './ssh/parse-address.ts';

const direct = /^(unix|npipe|tcp|https?):\/\//;

export interface RouteOptions {
  /** TLS with the files of this folder. */
  readonly tlsFolder?: string | undefined;
  /** The key file that goes with an SSH address. */
  readonly identityFile?: string | undefined;
}

/**
 * What a person typed, or what a context holds, as a route. Anything without a scheme is a host to
 * log in to. Throws `bad-parameter` for what is no address, `not-supported` for a way that is not built yet.
 */
export function routeOf(address: string, options: RouteOptions = {}): Route {
  const { tlsFolder, identityFile } = options;
  if (!direct.test(address)) {
    const ssh = { kind: 'ssh', address: parseAddress(address) } as const;
    return identityFile === undefined ? ssh : { ...ssh, identityFile };
  }
  const target = targetOf(address, { tls: tlsFolder !== undefined });
  const isTls = target.kind === 'tcp' && tlsFolder !== undefined;
  return isTls ? { kind: 'direct', target, tlsFolder } : { kind: 'direct', target };
}
