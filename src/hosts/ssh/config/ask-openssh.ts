import { execFile } from 'node:child_process';
import { refuse } from '../../../contract/errors.ts';
import type { SshAddress } from '../parse-address.ts';
import type { Person } from './model.ts';
import { parseAnswer } from './parse-answer.ts';
import { systemFolderOf } from './read-config.ts';
import { resolveHost } from './resolve-host.ts';
import type { SshOptions } from './ssh-options.ts';

/** A `Match exec` that takes longer keeps a person's own `ssh` waiting as well. */
const usualLimitMs = 20_000;
const answerBytesMax = 1024 * 1024;

export interface AskOptions {
  readonly person: Person;
  readonly signal: AbortSignal;
  /** Instead of the `ssh` of the path. */
  readonly program?: string;
  readonly limitMs?: number;
}

/**
 * What OpenSSH itself makes of the configuration: `ssh -G`. It runs the commands of `Match exec`,
 * so it is for a connect that a person wanted, and only after they have agreed to the commands.
 * Throws `ssh-missing`, `bad-ssh-config` with OpenSSH's words, `cancelled`.
 */
export async function askOpenSsh(target: SshAddress, options: AskOptions): Promise<SshOptions> {
  const { person } = options;
  const systemFolder = systemFolderOf(person);
  // Refuses what could be taken for an option; the files are OpenSSH's affair.
  const { alias } = resolveHost({ person, systemFolder, files: [] }, target);
  const user = target.user === undefined ? [] : ['-l', target.user];
  const port = target.port === undefined ? [] : ['-p', String(target.port)];
  const output = await run(['-T', '-G', ...user, ...port, '--', alias], options);
  return parseAnswer(output, person, { target, systemFolder });
}

function run(args: readonly string[], options: AskOptions): Promise<string> {
  const { person, signal, program = 'ssh', limitMs = usualLimitMs } = options;
  const limits = {
    signal,
    timeout: limitMs,
    maxBuffer: answerBytesMax,
    windowsHide: true,
    // A group of its own: what it has started ends with it, and none of it finds a terminal.
    detached: person.platform !== 'win32',
  };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { ...limits, env: person.env }, (error, output, said) => {
      if (!error) return resolve(output);
      if (limits.detached) endGroup(child.pid);
      if (signal.aborted) reject(refuse('cancelled', 'The connect was stopped.'));
      else if (error.code === 'ENOENT') {
        reject(refuse('ssh-missing', 'There is no ssh program on this computer.'));
      } else {
        const why = error.killed ? 'OpenSSH did not answer in time.' : 'OpenSSH refuses it.';
        reject(refuse('bad-ssh-config', why, { detail: printable(said) }));
      }
    });
    child.stdin?.end();
  });
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody was left.
  }
}

function printable(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .slice(0, 500)
    .trim();
}
