import type { Stage } from '../../../src/contract/connecting.ts';
import { ContractError, type Problem } from '../../../src/contract/errors.ts';
import type { Reached } from '../../../src/hosts/reached.ts';
import type { SshHop } from '../../../src/hosts/ssh/hop.ts';
import { reachSsh, type SshReach } from '../../../src/hosts/ssh/reach-ssh.ts';
import type { Host } from './hosts.ts';
import { answers, type ScriptedAsker } from './scripted-asker.ts';

/** A way to a host's user by the key that it knows; each test changes what it is about. */
export function hopTo<Names extends string>(
  host: Host<Names>,
  user: Names,
  change: Partial<SshHop> = {},
): SshHop {
  return {
    hostName: host.address,
    port: host.port,
    user,
    keyFiles: [{ path: host.users[user].keyFile, required: true }],
    identitiesOnly: true,
    agent: null,
    judge: async (key) =>
      (await host.hostKey()).split(' ')[1] === key.toString('base64')
        ? 'accept'
        : { code: 'host-key-changed', message: 'The host shows another key.' },
    ...change,
  };
}

export interface Attempt {
  readonly reached: Reached | undefined;
  readonly problem: Problem | undefined;
  /** As they were left. */
  readonly stages: readonly Stage[];
  /** `login publickey pi refused`, one line a stage. */
  readonly lines: readonly string[];
  /** All that was ever reported, as text: no secret may be in it. */
  readonly everything: string;
}

/** One attempt, whatever becomes of it. */
export async function attempt(
  reach: SshReach,
  ask: ScriptedAsker = answers(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Attempt> {
  const reports: (readonly Stage[])[] = [];
  let reached: Reached | undefined;
  let problem: Problem | undefined;
  try {
    const options = { ask, signal, report: (now: readonly Stage[]) => reports.push(now) };
    reached = await reachSsh(reach)(options);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    problem = error.problem;
  }
  const stages = reports.at(-1) ?? [];
  const lines = stages.map(({ name, what = '', state }) =>
    [name, name === 'login' || name === 'socket' || name === 'rights' ? what : '', state]
      .filter(Boolean)
      .join(' '),
  );
  return { reached, problem, stages, lines, everything: JSON.stringify([reports, problem]) };
}
