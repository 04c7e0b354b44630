import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
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

async function run(args: readonly string[], options: AskOptions): Promise<string> {
  const { person, signal, program = 'ssh', limitMs = usualLimitMs } = options;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  if (signal.aborted) throw refuse('cancelled', 'The connect was stopped.');
  const child = spawn(program, args, {
    env: person.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own: what it has started ends with it, and none of it finds a terminal.
    detached: person.platform !== 'win32',
  });
  const end = () => endWhole(child);
  limit.addEventListener('abort', end);
  try {
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const texts = [collect(child.stdout), collect(child.stderr)] as const;
    const [output, said, exitCode] = await Promise.all([...texts, closed]);
    if (exitCode === 0) return output;
    if (signal.aborted) throw refuse('cancelled', 'The connect was stopped.');
    const why = limit.aborted ? 'OpenSSH did not answer in time.' : 'OpenSSH refuses it.';
    throw refuse('bad-ssh-config', why, { detail: printable(said) });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    throw refuse('ssh-missing', 'There is no ssh program on this computer.');
  } finally {
    limit.removeEventListener('abort', end);
  }
}

/** The beginning of what it prints; the rest is read and dropped, so that it can end. */
async function collect(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += (chunk as Buffer).length;
      if (bytes <= answerBytesMax) chunks.push(chunk as Buffer);
    }
  } catch {
    // Destroyed by the limit: what came before it may still say why.
  }
  return Buffer.concat(chunks).toString();
}

function endWhole(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Windows has no groups; elsewhere nobody was left.
    child.kill('SIGKILL');
  }
  // Something that left the group may still hold them open.
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function printable(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .slice(0, 500)
    .trim();
}
