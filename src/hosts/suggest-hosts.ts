import type { HostSuggestion } from '../contract/hosts.ts';
import type { Surroundings } from './found-host.ts';
import { aliases } from './ssh/config/aliases.ts';
import { readSshConfig } from './ssh/config/read-config.ts';
import { thisPerson } from './ssh/config/tokens.ts';

/** Hosts that the person's own files name: nothing is run and nobody is asked. */
export async function suggestHosts({ env, home }: Surroundings): Promise<HostSuggestion[]> {
  const person = { ...thisPerson(env), home };
  const shorter = (path: string) =>
    path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  try {
    return aliases(await readSshConfig({ person })).map(({ name, file, line }) => ({
      source: 'ssh-config',
      name,
      address: name,
      place: `${shorter(file)}:${line}`,
    }));
  } catch {
    // A configuration that cannot be read is told when one connects.
    return [];
  }
}
