import { readFile } from 'node:fs/promises';

/** What `/etc/os-release` says, as far as it decides how an engine is installed. */
export interface System {
  /** `Debian GNU/Linux 12 (bookworm)`; the platform's name where there is no such file. */
  readonly name: string;
  readonly family: 'debian' | 'fedora' | 'arch' | 'macos' | 'windows' | 'other';
}

/** Format: https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export function parseOsRelease(text: string): System {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    if (match?.[1]) fields.set(match[1], match[2] ?? match[3] ?? match[4] ?? '');
  }
  const ids = [fields.get('ID') ?? '', ...(fields.get('ID_LIKE') ?? '').split(/\s+/)];
  const has = (...names: string[]) => names.some((name) => ids.includes(name));
  return {
    name: fields.get('PRETTY_NAME') || fields.get('NAME') || 'Linux',
    family: has('debian', 'ubuntu')
      ? 'debian'
      : has('fedora', 'rhel', 'centos')
        ? 'fedora'
        : has('arch')
          ? 'arch'
          : 'other',
  };
}

/** `file` is read on Linux only. */
export async function readSystem(platform: string, file: string): Promise<System> {
  if (platform === 'darwin') return { name: 'macOS', family: 'macos' };
  if (platform === 'win32') return { name: 'Windows', family: 'windows' };
  const text = await readFile(file, 'utf8').catch(() => '');
  return parseOsRelease(text);
}
