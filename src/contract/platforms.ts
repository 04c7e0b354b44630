/** Platforms as registries name them, and which of them an engine runs. Pure. */

/** Engines tell their processor by the kernel's name. */
const registryNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm/v7',
  armv6l: 'arm/v6',
  i686: '386',
};

export interface Machine {
  readonly os: string;
  readonly architecture: string;
}

/** `linux/amd64` of an engine. */
export const ownPlatform = ({ os, architecture }: Machine): string =>
  `${os}/${registryNames[architecture] ?? architecture}`;

/** What a processor runs besides its own, the best first (containerd's platforms.Only). */
const alsoRuns: Readonly<Record<string, readonly string[]>> = {
  amd64: ['386'],
  arm64: ['arm/v8', 'arm/v7', 'arm/v6', 'arm/v5'],
  'arm/v8': ['arm/v7', 'arm/v6', 'arm/v5'],
  'arm/v7': ['arm/v6', 'arm/v5'],
  'arm/v6': ['arm/v5'],
};

/** `arm64/v8` and `amd64/v1` are what is meant without a variant; `arm` alone means v7. */
function plainName(processor: string): string {
  if (processor === 'arm64/v8') return 'arm64';
  if (processor === 'amd64/v1') return 'amd64';
  return processor === 'arm' ? 'arm/v7' : processor;
}

/** Whether the engine takes an image of this platform by itself, without emulation. */
export function fits(platform: string, machine: Machine): boolean {
  const [os = '', ...rest] = platform.split('/');
  const [ownOs = '', ...ownRest] = ownPlatform(machine).split('/');
  if (os !== ownOs) return false;
  const own = plainName(ownRest.join('/'));
  const processor = plainName(rest.join('/'));
  return processor === own || (alsoRuns[own] ?? []).includes(processor);
}
