import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const limitMs = 30_000;

/** Debian's packages, for the person whose machine lacks one. */
const packages: Readonly<Record<string, string>> = {
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  docker: 'docker-cli',
  openssl: 'openssl',
  pgrep: 'procps',
  unshare: 'util-linux',
};

export interface Ran {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end; a refusal is an exit code, not an exception. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  try {
    const { stdout, stderr } = await run(program, args, { env, timeout: limitMs });
    return { exitCode: 0, output: stdout, errors: stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error) || !('code' in error)) throw error;
    if (error.code === 'ENOENT') {
      throw new Error(`this test needs ${program} (Debian: apt-get install ${packages[program]})`);
    }
    if (typeof error.code !== 'number') throw error;
    const errors = 'stderr' in error ? String(error.stderr) : '';
    return { exitCode: error.code, output: String(error.stdout), errors };
  }
}
