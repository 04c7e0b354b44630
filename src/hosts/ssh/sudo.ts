/** A password for sudo on the host: asked for, checked by itself, kept in memory while the login lasts. */
import { ContractError, refuse } from '../../contract/errors.ts';
import type { Asker, Party } from '../asker.ts';
import type { Step } from '../stages.ts';
import { type RelayHost, runShort } from './relay.ts';
import { commandLine } from './rungs.ts';

const tries = 3;

/** What `sudo -n` says when a password would help. */
export function wantsPassword(complaint: string): boolean {
  return /password is required|a terminal is required to read the password/i.test(complaint);
}

export interface SudoAsk {
  readonly sudo: string;
  readonly ask: Asker;
  readonly party: Party;
  readonly step: Step;
  readonly signal: AbortSignal;
}

/**
 * Asks until sudo takes the password, three times at most. Undefined when the person does not want
 * to; throws `sudo-refused`. It is checked by a command of its own: after a wrong one sudo would
 * take the engine's bytes for the next attempt.
 */
export async function askSudo(
  host: RelayHost,
  { sudo, ask, party, step, signal }: SudoAsk,
): Promise<string | undefined> {
  let complaint = '';
  for (let i = 0; i < tries; i += 1) {
    step.waiting();
    const said = await whileThere(host, signal, (asking) =>
      ask.secrets(
        party,
        { what: 'sudo', fields: [], again: i > 0, keepAs: `sudo:${party.address}` },
        asking,
      ),
    );
    step.running();
    if (said === undefined) return undefined;
    const password = (said[0] ?? '').replace(/[\r\n].*$/s, '');
    const ran = await runShort(host, {
      command: commandLine([sudo, '-k', '-S', '-p', '', 'true']),
      input: `${password}\n`,
      signal,
    });
    // It has taken the password, and only the command of the check is not among the allowed ones.
    const onlyThis = /is not allowed to execute/i.test(ran.errors);
    if (ran.exitCode === 0 || onlyThis) return password;
    complaint = ran.errors;
    if (/not in the sudoers|may not run sudo|must have a tty/i.test(complaint)) break;
  }
  throw sudoRefused(complaint);
}

/** Asks until there is an answer, or no host to use it on. */
async function whileThere<T>(
  { connection }: RelayHost,
  signal: AbortSignal,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const lost = connection.lost.then((problem) => {
    throw new ContractError(problem);
  });
  try {
    return await Promise.race([question(AbortSignal.any([signal, done.signal])), lost]);
  } finally {
    done.abort();
    lost.catch(() => undefined);
  }
}

export function sudoRefused(detail: string) {
  return refuse('sudo-refused', 'sudo does not let this user reach the engine.', {
    ...(detail === '' ? {} : { detail }),
  });
}

/** The words with sudo before them: `quiet` fails where a password is needed, else it reads one line. */
export function withSudo(sudo: string, words: readonly string[], quiet: boolean): string[] {
  return [sudo, ...(quiet ? ['-n'] : ['-k', '-S', '-p', '']), ...words];
}
