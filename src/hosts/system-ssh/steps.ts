import type { StageName } from '../../contract/connecting.ts';
import { type ContractError, type Problem, refuse } from '../../contract/errors.ts';
import type { SshOptions } from '../ssh/config/ssh-options.ts';
import { plainText } from '../ssh/plain-text.ts';
import type { StageLog, Step } from '../stages.ts';
import { SshEnded } from './ssh-ended.ts';
import { decodeSshWords } from './ssh-words.ts';

/** A person is asked, not a file read. */
const askedAfterMs = 250;

/** The stages of a login that OpenSSH does: seen from outside, by what it asks and how it ends. */
export interface Steps {
  begin(name: StageName, what?: string): Step;
  /** Ends the stage at which it stands well, and begins this one. */
  arrive(name: StageName, what?: string): void;
  /** Ends the stage at which it stands well. */
  end(): void;
  /** A host has shown its key. Gives the decision. */
  key(decision: Promise<'accept' | Problem>, type: string): Promise<void>;
  /** Shows that the attempt waits for a person when it takes long. */
  whileAsked<T>(question: Promise<T>): Promise<T>;
  /** What the server says to all before it lets them in. */
  said(text: string): void;
  loggedIn(printed: string): void;
  /** Ends the stage at which it stands, or the one that the failure belongs to. */
  failed(error: unknown): ContractError;
}

export function createSteps(log: StageLog, route: readonly SshOptions[]): Steps {
  const host = route.at(-1);
  const where = {
    host: host?.hostName ?? '',
    port: host?.port ?? 22,
    user: host?.user ?? '',
  };
  let name: StageName = 'name';
  let step = log.begin(name, where.host);

  const begin = (next: StageName, what?: string): Step => {
    name = next;
    step = log.begin(next, what);
    return step;
  };
  /** Before a stage of this name; the hosts on the way have some of their own. */
  const arrive = (next: StageName, what?: string): void => {
    if (name === next) return;
    step.ok();
    begin(next, what);
  };

  return {
    begin,
    arrive,
    end: () => step.ok(),
    async key(decision, type) {
      arrive('key', type);
      const current = step;
      if ((await decision) !== 'accept') return;
      current.ok();
      begin('login');
    },
    async whileAsked(question) {
      const current = step;
      const timer = setTimeout(() => current.waiting(), askedAfterMs);
      try {
        return await question;
      } finally {
        clearTimeout(timer);
        current.running();
      }
    },
    said(text) {
      if (name === 'login') step.said(text);
    },
    loggedIn(printed) {
      const methods = [...printed.matchAll(/^Authenticated to .* using "([\w-]+)"/gm)];
      const method = methods.at(-1)?.[1];
      step.ok(method === undefined ? undefined : plainText(method, 50));
    },
    failed(error) {
      if (!(error instanceof SshEnded)) return step.failed(error);
      if (error.exitCode === 127) {
        return step.failed(refuse('ssh-missing', 'There is no ssh program on this computer.'));
      }
      const { stage, problem } = decodeSshWords(error.printed, where);
      if (stage === undefined || stage === name) return step.failed(problem);
      step.ok();
      return begin(stage).failed(problem);
    },
  };
}
