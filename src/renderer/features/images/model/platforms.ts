/** Platforms as registries name them. Pure. */
import type { EngineInfo } from '../../../../contract/hosts.ts';

/** What images are most often built for. */
export const platforms = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/386',
  'linux/riscv64',
];

/** Engines tell their processor by the kernel's name. */
const registryNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm/v7',
  i686: '386',
};

export const ownPlatform = ({ os, architecture }: Pick<EngineInfo, 'os' | 'architecture'>) =>
  `${os}/${registryNames[architecture] ?? architecture}`;
