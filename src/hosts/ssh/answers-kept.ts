import type { Asker } from '../asker.ts';

export interface KeptAnswers {
  /** Asks the person, and keeps in memory what they said. */
  readonly ask: Asker;
  /** Answers the same questions once more, and asks nobody: what is not known is not answered. */
  readonly again: Asker;
  /** False when something was asked that holds only once: a code. */
  allHoldAgain(): boolean;
  forget(): void;
}

/** The answers of one login, for another one to the same host while the first one lasts. */
export function keepAnswers(ask: Asker): KeptAnswers {
  const kept = new Map<string, readonly string[]>();
  let once = false;
  return {
    ask: {
      ...ask,
      async secrets(party, question, signal) {
        const said = await ask.secrets(party, question, signal);
        if (said === undefined) return said;
        if (question.keepAs === undefined) once = true;
        else kept.set(question.keepAs, said);
        return said;
      },
    },
    again: {
      hostKey: () => Promise.resolve(undefined),
      secrets: (_party, { keepAs, again }) =>
        Promise.resolve(again || keepAs === undefined ? undefined : kept.get(keepAs)),
      touch: () => Promise.resolve(),
      commands: () => Promise.resolve(false),
    },
    allHoldAgain: () => !once,
    forget: () => kept.clear(),
  };
}
