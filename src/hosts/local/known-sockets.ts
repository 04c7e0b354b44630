import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostSource } from '../../contract/hosts.ts';
import type { Surroundings } from '../found-host.ts';

/** A place where some product puts its engine's socket. */
export interface KnownSocket {
  readonly id: string;
  readonly label: string;
  readonly source: HostSource;
  readonly path: string;
}

/** The usual places on this platform, the most usual first. Whether something is there is not asked. */
export async function knownSockets(around: Surroundings): Promise<KnownSocket[]> {
  if (around.platform === 'win32') return windowsPipes;
  const { home, root, env } = around;
  const runtime = env.XDG_RUNTIME_DIR;
  const sockets: KnownSocket[] = [dockerSocket(around)];
  const add = (id: string, named: Pick<KnownSocket, 'label' | 'source'>, path: string) =>
    sockets.push({ id, ...named, path });
  const rootless = { label: 'Docker (rootless)', source: 'docker-rootless' } as const;
  const desktop = { label: 'Docker Desktop', source: 'docker-desktop' } as const;
  if (runtime) add('docker:rootless', rootless, join(runtime, 'docker.sock'));
  // The same place means Docker Desktop on macOS, and rootless Docker without a session on Linux.
  if (around.platform === 'darwin') {
    add('docker-desktop', desktop, join(home, '.docker/run/docker.sock'));
  } else {
    add('docker:home', rootless, join(home, '.docker/run/docker.sock'));
    add('docker-desktop', desktop, join(home, '.docker/desktop/docker.sock'));
  }
  const profiles = await readdir(join(home, '.colima')).catch(() => []);
  for (const profile of profiles.sort()) {
    const label = profile === 'default' ? 'Colima' : `Colima (${profile})`;
    const path = join(home, '.colima', profile, 'docker.sock');
    add(`colima:${profile}`, { label, source: 'colima' }, path);
  }
  const orbstack = { label: 'OrbStack', source: 'orbstack' } as const;
  add('orbstack', orbstack, join(home, '.orbstack/run/docker.sock'));
  const rancher = { label: 'Rancher Desktop', source: 'rancher-desktop' } as const;
  add('rancher-desktop', rancher, join(home, '.rd/docker.sock'));
  const podman = { label: 'Podman', source: 'podman-rootful' } as const;
  add('podman:rootful', podman, join(root, '/run/podman/podman.sock'));
  if (runtime) {
    const own = { label: 'Podman (rootless)', source: 'podman-rootless' } as const;
    add('podman:rootless', own, join(runtime, 'podman/podman.sock'));
  }
  return sockets;
}

/** Docker's own socket: shown, as absent, when nothing else is found. */
export function dockerSocket({ platform, root }: Surroundings): KnownSocket {
  const path = platform === 'win32' ? '//./pipe/docker_engine' : join(root, '/var/run/docker.sock');
  return { id: 'local', label: 'Docker', source: 'docker-socket', path };
}

const windowsPipes: KnownSocket[] = [
  { id: 'local', label: 'Docker', source: 'docker-socket', path: '//./pipe/docker_engine' },
  {
    id: 'docker-desktop',
    label: 'Docker Desktop',
    source: 'docker-desktop',
    path: '//./pipe/dockerDesktopLinuxEngine',
  },
  {
    id: 'podman:rootful',
    label: 'Podman',
    source: 'podman-rootful',
    path: '//./pipe/podman-machine-default',
  },
];
