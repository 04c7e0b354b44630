import { once } from 'node:events';
import type { TerminalSize } from '../../contract/terminals.ts';
import type { HostLogin } from '../../hosts/reached.ts';
import type { TerminalProcess } from './terminal-process.ts';

/** The login shell of the host itself, on the login that is there. Throws `sessions-exhausted`, `host-gone`. */
export async function openHostTerminal(
  login: HostLogin,
  { size, address }: { size: TerminalSize; address: string },
): Promise<TerminalProcess> {
  const shell = await login.shell(size);
  return {
    command: `ssh ${address}`,
    user: '',
    tty: true,
    output: shell.channel,
    async write(chunk) {
      if (shell.channel.destroyed || shell.channel.writableEnded) return;
      if (!shell.channel.write(chunk))
        await Promise.race([once(shell.channel, 'drain'), shell.ended]);
    },
    resize: async (next) => shell.resize(next),
    exitCode: async () => (await shell.ended).exitCode,
    // A shell whose terminal is taken away ends, and what it runs gets a hang-up.
    end: async () => {
      shell.channel.destroy();
    },
  };
}
