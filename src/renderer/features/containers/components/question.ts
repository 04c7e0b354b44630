import type { Host } from '../../../../contract/hosts.ts';
import type { Asked } from '../model/asked.ts';

/** What each dialog is given. */
export interface QuestionProps {
  readonly ask: Asked;
  /** Undefined: they are on several. */
  readonly host: Host | undefined;
}
