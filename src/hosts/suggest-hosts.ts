import { dirname } from 'node:path';
import type { HostSuggestion } from '../contract/hosts.ts';
import type { Surroundings } from './found-host.ts';
import { type Machine, readMachines } from './machine/read-machines.ts';
import { type PodmanConnection, readPodmanConnections } from './podman/read-connections.ts';
import { aliases } from './ssh/config/aliases.ts';
import { readSshConfig } from './ssh/config/read-config.ts';
import { thisPerson } from './ssh/config/tokens.ts';
import { addressText } from './ssh/parse-address.ts';

/** Docker's port with TLS; docker-machine opens no other. */
const enginePort = 2376;

/**
 * Hosts that the person's own files name: nothing is run and nobody is asked. Docker contexts are
 * not among them, because each is a host already (`find-hosts.ts`).
 */
export async function suggestHosts(around: Surroundings): Promise<HostSuggestion[]> {
  const { home } = around;
  const shorter = (path: string) =>
    path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  // What cannot be read is told when one connects by it; the others are shown.
  const all = await Promise.all([
    fromSshConfig(around, shorter).catch(() => []),
    fromPodman(around, shorter).catch(() => []),
    fromMachines(around, shorter).catch(() => []),
  ]);
  return all.flat();
}

type Shorter = (path: string) => string;

async function fromSshConfig({ env, home }: Surroundings, shorter: Shorter) {
  const person = { ...thisPerson(env), home };
  return aliases(await readSshConfig({ person })).map(
    ({ name, file, line }): HostSuggestion => ({
      source: 'ssh-config',
      name,
      address: name,
      place: `${shorter(file)}:${line}`,
    }),
  );
}

/** A connection to a socket of this machine is found as a host where the socket is there. */
async function fromPodman(around: Surroundings, shorter: Shorter): Promise<HostSuggestion[]> {
  const { connections } = await readPodmanConnections(around);
  const isRemote = ({ ssh }: PodmanConnection) => ssh !== null;
  return connections.filter(isRemote).map(({ name, address, identity, file }) => ({
    source: 'podman-connection',
    name,
    address,
    place: shorter(file),
    ...(identity === null ? {} : { identityFile: identity }),
  }));
}

async function fromMachines(around: Surroundings, shorter: Shorter): Promise<HostSuggestion[]> {
  const { machines } = await readMachines(around);
  return machines.flatMap((machine) => {
    const way = wayTo(machine);
    if (way === undefined) return [];
    const place = `${shorter(machine.folder)}/config.json`;
    return [{ source: 'docker-machine', name: machine.name, place, ...way } as const];
  });
}

/** By its key, which also gives a shell and forwards; else by the engine's own port. */
function wayTo(
  machine: Machine,
): Pick<HostSuggestion, 'address' | 'identityFile' | 'tlsFolder'> | undefined {
  const { address: host, sshUser: user, sshPort, sshKeyFile, tlsFiles } = machine;
  if (host === null) return undefined;
  if (sshKeyFile !== null) {
    const port = sshPort === 22 ? {} : { port: sshPort };
    return { address: addressText({ user, host, ...port }), identityFile: sshKeyFile };
  }
  const folder = tlsFiles === null ? undefined : dirname(tlsFiles.ca);
  // As Longshore reads them: three files of one folder, by their usual names.
  if (tlsFiles === null || folder === undefined) return undefined;
  const usual = ['ca', 'cert', 'key'].every(
    (kind) => tlsFiles[kind as 'ca' | 'cert' | 'key'] === `${folder}/${kind}.pem`,
  );
  const name = host.includes(':') ? `[${host}]` : host;
  return usual ? { address: `tcp://${name}:${enginePort}`, tlsFolder: folder } : undefined;
}
