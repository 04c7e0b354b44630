import type { Asker, Party, SecretQuestion } from '../../../src/hosts/asker.ts';

export interface Asked extends SecretQuestion {
  readonly party: Party;
  /** Aborts when the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

export interface ScriptedAsker extends Asker {
  /** What was asked, in order. */
  readonly asked: readonly Asked[];
}

/** One answer a question, in order; the person walks away when there is none left. */
export function answers(
  ...script: readonly (string | readonly string[] | undefined | (() => Promise<string>))[]
): ScriptedAsker {
  const asked: Asked[] = [];
  return {
    asked,
    async secrets(party, question, signal) {
      const answer = script[asked.length];
      asked.push({ ...question, party, signal });
      const said = typeof answer === 'function' ? await answer() : answer;
      return typeof said === 'string' ? [said] : said;
    },
    hostKey: () => Promise.resolve(undefined),
    touch: () => new Promise(() => undefined),
    commands: () => Promise.resolve(false),
  };
}
