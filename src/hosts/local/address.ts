import { refuse } from '../../contract/errors.ts';
import type { EngineTarget } from '../../engine/docker/target.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;
/** Docker's own ports. */
const plainPort = 2375;
const tlsPort = 2376;

/**
 * A `DOCKER_HOST` or context address as a target. `tls`: there are files for it, which come later.
 * Throws `not-supported` for another machine without TLS: who reaches that port owns the machine;
 * `bad-parameter` for what is no address.
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
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Not the URL's own: it forgets a port that is usual on the web.
  const port = /^\w+:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:]*):(\d+)/.exec(address)?.[1];
  const portOr = (usual: number) => Number(port ?? usual);
  if (options.tls) return { kind: 'tcp', host, port: portOr(tlsPort) };
  // Without files the authorities of the system count.
  if (url.protocol === 'https:') return { kind: 'tcp', host, port: portOr(tlsPort), tls: {} };
  if (loopback.test(url.hostname)) return { kind: 'tcp', host, port: portOr(plainPort) };
  throw refuse('not-supported', 'An engine on another machine is reached by SSH or TLS only.', {
    facts: { address: withoutPassword(address) },
  });
}

/** The address for people: a password in it is left out. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/)([^/]*)@/i, (_all, scheme: string, user: string) => {
    const name = user.split(':')[0] ?? '';
    return name === '' ? scheme : `${scheme}${name}@`;
  });
}
