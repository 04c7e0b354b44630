import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run, waitFor } from '../bed/run.ts';

export interface KeyAgent {
  readonly socket: string;
  stop(): Promise<void>;
}

/** OpenSSH's agent with these keys, in this order. */
export async function startAgent(folder: string, keys: readonly string[]): Promise<KeyAgent> {
  const socket = join(folder, 'agent.sock');
  await rm(socket, { force: true });
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  await waitFor(() => existsSync(socket), 5_000);
  for (const key of keys) {
    await run('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  }
  return {
    socket,
    async stop() {
      agent.kill();
      await rm(socket, { force: true });
    },
  };
}
