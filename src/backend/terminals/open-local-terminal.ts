import type { HostId } from '../../contract/ids.ts';
import type { TerminalSize } from '../../contract/terminals.ts';
import type { Surroundings } from '../../hosts/found-host.ts';
import { ownShell, shellEnvironment } from '../../hosts/local/own-shell.ts';
import { openPseudoTerminal } from '../../hosts/local/pseudo-terminal.ts';
import type { BridgeTable } from '../bridges/bridge-table.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { TerminalProcess } from './terminal-process.ts';

export interface LocalTerminals {
  readonly bridges: BridgeTable;
  readonly settings: Promise<SettingsStore>;
  readonly around: Surroundings;
}

/**
 * The person's own shell on this machine, whose `DOCKER_HOST` is the host's bridge. Throws what the
 * bridge throws, and `not-supported` where this machine gives no terminal.
 */
export async function openLocalTerminal(
  { bridges, settings, around }: LocalTerminals,
  { host, size }: { readonly host: HostId; readonly size: TerminalSize },
): Promise<TerminalProcess> {
  const dockerHost = await bridges.open(host);
  const shell = await ownShell(around, (await settings).latest.get().defaultShell);
  const pty = await openPseudoTerminal({
    file: shell.file,
    args: shell.args,
    env: shellEnvironment(around.env, dockerHost),
    folder: around.home,
    size,
  });
  return {
    command: shell.name,
    user: '',
    tty: true,
    output: pty.output,
    write: async (chunk) => pty.write(chunk),
    resize: async (next) => pty.resize(next),
    exitCode: () => pty.ended,
    end: () => pty.hangUp(),
  };
}
