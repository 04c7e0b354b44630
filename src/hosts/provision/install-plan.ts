import type { InstallPlan } from '../../contract/hosts.ts';
import { readSystem, type System } from './os-release.ts';
import { rootPrefix } from './rights.ts';

/** The exact commands for each kind of system. */
const commands = {
  debian: [
    'sudo apt-get update',
    'sudo apt-get install -y docker.io',
    'sudo systemctl enable --now docker',
  ],
  fedora: ['sudo dnf install -y moby-engine', 'sudo systemctl enable --now docker'],
  arch: ['sudo pacman -S --needed docker', 'sudo systemctl enable --now docker.service'],
  macos: ['brew install colima docker', 'colima start'],
  windows: ['wsl --install', 'winget install -e --id Docker.DockerDesktop'],
} as const;

export interface Place {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** -1 where users have no number. */
  readonly uid: number;
  readonly osReleaseFile: string;
}

export function thisPlace(): Place {
  return {
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.() ?? -1,
    osReleaseFile: '/etc/os-release',
  };
}

/** What an installation would take here, and whether Longshore can do it itself. */
export async function installPlan(place: Place = thisPlace()): Promise<InstallPlan> {
  const system = await readSystem(place.platform, place.osReleaseFile);
  const reason = await reasonAgainst(place, system);
  return {
    automatic: reason === 'none',
    system: system.name,
    reason,
    commands: Object.entries(commands).map(([name, lines]) => ({
      system: name as keyof typeof commands,
      lines: [...lines],
      here: name === system.family,
    })),
  };
}

async function reasonAgainst(place: Place, { family }: System): Promise<InstallPlan['reason']> {
  if (place.platform !== 'linux') return 'not-linux';
  if (family !== 'debian') return 'not-debian';
  return (await rootPrefix(place)) === null ? 'no-rights' : 'none';
}
