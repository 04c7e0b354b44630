/** The sentence and the cause of a decoded failure, in the reader's language. */
import i18next from 'i18next';
import type { Problem } from '../../../contract/errors.ts';

/** Which facts a text needs: `{{name}}`. Pure. */
export function factsNeeded(template: string): string[] {
  return [...template.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, name]) => name ?? []);
}

export interface ProblemText {
  readonly sentence: string;
  readonly why: string;
}

/** With the facts where all that the text needs are known; else the sentence that needs none. */
export function problemText(problem: Problem): ProblemText {
  const facts = Object.fromEntries(
    Object.entries(problem.facts ?? {}).filter(([, value]) => value !== ''),
  );
  const template: unknown = i18next.getResource(i18next.language, 'errors', `${problem.code}.with`);
  const known =
    typeof template === 'string' && factsNeeded(template).every((name) => name in facts);
  return {
    sentence: i18next.t(`errors:${problem.code}.${known ? 'with' : 'sentence'}`, {
      ...facts,
      defaultValue: problem.message,
    }),
    why: i18next.t(`errors:${problem.code}.why`, { defaultValue: '' }),
  };
}
