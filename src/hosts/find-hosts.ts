import { realpath, stat } from 'node:fs/promises';
import { ContractError, refuse, toProblem } from '../contract/errors.ts';
import type { HostSource } from '../contract/hosts.ts';
import { currentContext, readContexts } from './contexts/read-contexts.ts';
import { dockerFolder } from './contexts/store.ts';
import type { FoundHost, Surroundings } from './found-host.ts';
import { withoutPassword } from './local/address.ts';
import { dockerSocket, type KnownSocket, knownSockets } from './local/known-sockets.ts';
import { routeOf } from './route.ts';

/**
 * Every way to an engine on this machine, the one that the Docker CLI would use first. Explicit
 * choices (`DOCKER_HOST`, contexts) are listed even when nothing is there; usual places only when
 * something is. Two names of one socket are one host. Nothing is asked over the network.
 */
export async function findHosts(around: Surroundings): Promise<FoundHost[]> {
  const contexts = (await readContexts(around)).map((context) =>
    explicit({
      id: `context:${context.name}`,
      label: context.name,
      source: 'docker-context',
      address: context.address,
      tlsFolder: context.tlsFolder,
      unchecked: context.skipTlsVerify,
    }),
  );
  const chosen = `context:${await currentContext(around)}`;
  const usual: FoundHost[] = [];
  for (const socket of await knownSockets(around)) {
    if (await isThere(socket.path)) usual.push(atSocket(socket));
  }
  const dockerHost = around.env.DOCKER_HOST;
  const all = [
    ...(dockerHost ? [fromVariable(dockerHost, around)] : []),
    ...contexts.filter((host) => host.id === chosen),
    ...usual,
    ...contexts.filter((host) => host.id !== chosen),
  ];
  const hosts = await withoutDoubles(all);
  return hosts.length > 0 ? hosts : [atSocket(dockerSocket(around))];
}

/** As the Docker CLI does it: https://docs.docker.com/reference/cli/docker/#environment-variables */
function fromVariable(address: string, around: Surroundings): FoundHost {
  const { DOCKER_TLS_VERIFY: verify, DOCKER_TLS: tls, DOCKER_CERT_PATH: folder } = around.env;
  return explicit({
    id: 'docker-host',
    label: 'DOCKER_HOST',
    source: 'docker-host',
    address,
    tlsFolder: verify || tls ? folder || dockerFolder(around) : undefined,
    unchecked: Boolean(tls) && !verify,
  });
}

function explicit(way: {
  id: string;
  label: string;
  source: HostSource;
  address: string;
  tlsFolder: string | undefined;
  /** The engine's certificate is not to be checked. */
  unchecked: boolean;
}): FoundHost {
  const { id, label, source } = way;
  const shown = { id, label, source, address: withoutPassword(way.address) };
  try {
    const route = routeOf(way.address, { tlsFolder: way.tlsFolder });
    if (way.unchecked && route.kind === 'direct' && route.target.kind === 'tcp') {
      throw refuse('not-supported', 'Longshore does not talk to an engine that it cannot check.', {
        facts: { address: shown.address },
      });
    }
    return { ...shown, route, problem: null };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { ...shown, route: null, problem: toProblem(error) };
  }
}

function atSocket({ id, label, source, path }: KnownSocket): FoundHost {
  const scheme = path.startsWith('//./pipe/') ? 'npipe' : 'unix';
  return {
    id,
    label,
    source,
    address: `${scheme}://${path}`,
    route: { kind: 'direct', target: { kind: 'socket', socketPath: path } },
    problem: null,
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // A folder that may not be entered: something may be there, and the person is told why it fails.
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}

async function withoutDoubles(hosts: FoundHost[]): Promise<FoundHost[]> {
  const seen = new Set<string>();
  const single: FoundHost[] = [];
  for (const host of hosts) {
    const key = await placeOf(host);
    if (seen.has(key)) continue;
    seen.add(key);
    single.push(host);
  }
  return single;
}

/** Two hosts with the same place reach the same engine. */
async function placeOf({ route, address }: FoundHost): Promise<string> {
  const target = route?.kind === 'direct' ? route.target : undefined;
  if (target?.kind === 'socket') {
    const path = await realpath(target.socketPath).catch(() => target.socketPath);
    return `socket ${path}`;
  }
  return target?.kind === 'tcp' ? `tcp ${target.host}:${target.port}` : address;
}
