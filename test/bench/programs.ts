import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { engineKinds } from '../support/bed/engine-kinds.ts';
import { unpacked } from '../support/bed/packages.ts';

const limitMs = 600_000;

/** The docker CLI of the engine's own release, wherever the machine has one of its own. */
export async function dockerCli(): Promise<string> {
  const { suite, packages } = engineKinds['docker-20'];
  return join(await unpacked(suite, packages), 'usr/bin/docker');
}

/** Runs a program to its end with its output in a file. Fails when the program does. */
export async function runInto(
  file: string,
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const target = await open(file, 'w');
  try {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', target.fd, 'inherit'],
      timeout: limitMs,
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (code !== 0) throw new Error(`${program} ended with ${signal ?? `code ${code}`}`);
  } finally {
    await target.close();
  }
}
