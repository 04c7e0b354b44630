import type { Suite } from './packages.ts';

/** What an engine of the bed is made of. */
export interface EngineKind {
  readonly flavour: 'docker' | 'podman';
  readonly suite: Suite;
  readonly packages: readonly string[];
}

/** Runtime and libraries come from bookworm for all: newer ones want a newer C library. */
export const runtimePackages = [
  'runc',
  'libdevmapper1.02.1',
  'libseccomp2',
  'tini',
  'busybox-static',
] as const;

/** The engines by name: the number is the major version. */
export const engineKinds = {
  'docker-20': { flavour: 'docker', suite: 'bookworm', packages: ['docker.io', 'containerd'] },
  'docker-28': { flavour: 'docker', suite: 'sid', packages: ['docker.io', 'containerd'] },
  'podman-4': {
    flavour: 'podman',
    suite: 'bookworm',
    packages: [
      'podman',
      'conmon',
      'netavark',
      'aardvark-dns',
      'golang-github-containers-common',
      'libgpgme11',
      'libassuan0',
      'libsubid4',
      'libglib2.0-0',
      'catatonit',
    ],
  },
} as const satisfies Record<string, EngineKind>;

export type EngineName = keyof typeof engineKinds;

export const engineNames = Object.keys(engineKinds) as EngineName[];

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(engineKinds, name);
}
