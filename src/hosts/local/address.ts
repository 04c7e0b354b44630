import { refuse } from '../../contract/errors.ts';
import type { EngineTarget } from '../../engine/docker/target.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;
/** Docker's own port without TLS. */
const plainPort = 2375;

/**
 * A `DOCKER_HOST` or context address as a target. Throws `not-supported` for what cannot be
 * reached yet and `bad-parameter` for what is no address.
 * Forms: https://docs.docker.com/reference/cli/docker/#environment-variables
 */
export function targetOf(address: string, options: { tls?: boolean } = {}): EngineTarget {
  const unix = /^unix:\/\/(\/.+)$/.exec(address);
  if (unix?.[1] !== undefined) return { kind: 'socket', socketPath: unix[1] };
  const pipe = /^npipe:\/\/(\/\/.+)$/.exec(address);
  if (pipe?.[1] !== undefined) return { kind: 'socket', socketPath: pipe[1] };
  if (!/^(tcp|http|https):\/\//.test(address) || !URL.canParse(address)) {
    throw refuse('bad-parameter', 'This is not an address of an engine.', {
      facts: { address: withoutPassword(address) },
    });
  }
  const url = new URL(address.replace(/^tcp:/, 'http:'));
  if (options.tls || url.protocol === 'https:') throw later('An engine behind TLS', address);
  if (!loopback.test(url.hostname)) throw later('An engine on another machine', address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'tcp', host, port: url.port === '' ? plainPort : Number(url.port) };
}

/** The address for people: a password in it is left out. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/)([^/]*)@/i, (_all, scheme: string, user: string) => {
    const name = user.split(':')[0] ?? '';
    return name === '' ? scheme : `${scheme}${name}@`;
  });
}

function later(what: string, address: string) {
  return refuse('not-supported', `${what} cannot be reached yet: remote hosts come later.`, {
    facts: { address: withoutPassword(address) },
  });
}
