import { createHash } from 'node:crypto';
import { refuse } from '../../../contract/errors.ts';
import type { Asker } from '../../asker.ts';
import { askOpenSsh } from '../config/ask-openssh.ts';
import { badConfig } from '../config/bad-config.ts';
import { hopsMax } from '../config/jumps.ts';
import type { Person, SshConfig } from '../config/model.ts';
import { onwards, resolveRoute } from '../config/resolve-route.ts';
import type { Hop, SshOptions } from '../config/ssh-options.ts';
import { addressText, type SshAddress } from '../parse-address.ts';
import { plainText } from '../plain-text.ts';

export interface Consent {
  /**
   * Asks for those that nobody has agreed to yet, where `of` is given: agreed to with the same `of`.
   * Throws `cancelled` when the person does not want to.
   */
  toCommands(commands: readonly string[], of?: string): Promise<void>;
}

export interface Consenting {
  readonly ask: Asker;
  readonly signal: AbortSignal;
  /** The commands that a person has agreed to, as they stand in the configuration; added to. */
  readonly agreed: Set<string>;
}

/** What may be run on this machine: a person is asked once for each command, again when it changes. */
export function createConsent(address: SshAddress, { ask, signal, agreed }: Consenting): Consent {
  return {
    async toCommands(commands, of = '') {
      const open = [...new Set(commands)].filter((command) => !agreed.has(keyOf(command, of)));
      if (open.length === 0) return;
      // A screen shows no more; what is not shown is not run either.
      const shown = open.map((command) => plainText(command, 1_900));
      const party = { address: addressText(address) };
      if (open.length > 50 || !(await ask.commands(party, shown, signal))) {
        throw refuse('cancelled', 'The commands of the ssh configuration were not agreed to.');
      }
      for (const command of open) agreed.add(keyOf(command, of)).add(keyOf(command, ''));
    },
  };
}

const keyOf = (command: string, of: string): string => `${of}\0${command}`;

export interface Settling {
  readonly config: SshConfig;
  readonly person: Person;
  readonly consent: Consent;
  readonly signal: AbortSignal;
}

/**
 * The hosts of the way, the last is the one asked for. Where only OpenSSH can tell what counts, it
 * is asked, once a person has agreed to what that runs. Throws as `resolveRoute`, `askOpenSsh`.
 */
export async function settleRoute(address: SshAddress, settling: Settling): Promise<SshOptions[]> {
  const { config, person, consent, signal } = settling;
  const route = resolveRoute(config, address);
  if (route.every((hop) => hop.unjudged.length === 0)) return route;
  const commands = commandsOf(route);
  // Lines that could not be read beforehand may bring in commands of their own: other files, other lines.
  const shown = commands.length > 0 ? commands : [`ssh -G ${addressText(address)}`];
  await consent.toCommands(shown, digestOf(config));
  const ask = (target: SshAddress): Promise<SshOptions> => askOpenSsh(target, { person, signal });
  const settled = [await ask(address)];
  let next: readonly Hop[] = settled[0]?.proxyJump ?? [];
  while (next.length > 0) {
    const hops: SshOptions[] = [];
    for (const hop of next) hops.push(await ask(hop));
    settled.unshift(...hops);
    if (settled.length > hopsMax + 1) {
      throw badConfig({ file: 'ssh -G' }, 'ProxyJump goes through too many hosts, or in a circle');
    }
    next = onwards(hops[0]);
  }
  return settled;
}

function digestOf({ files }: SshConfig): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('base64');
}

/** What the system's ssh would run on this way. Known hosts are Longshore's affair on all of them. */
export function commandsOf(route: readonly SshOptions[]): string[] {
  return route.flatMap((hop) =>
    hop.commands.filter(({ kind }) => kind !== 'known-hosts-command').map(({ command }) => command),
  );
}
