import type { Host } from '../../../../contract/hosts.ts';
import type { Prompt, PromptAnswer } from '../../../../contract/prompts.ts';

/** What a dialog for one kind of question is given. */
export interface AskedProps<K extends Prompt['kind']> {
  /** None while a host is only being added. */
  readonly host: Host | undefined;
  readonly prompt: Extract<Prompt, { kind: K }>;
  readonly onAnswer: (answer: PromptAnswer) => void;
  readonly pending: boolean;
}
