import type { Problem } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';

export interface Notice {
  readonly tone: 'done' | 'info' | 'failed';
  /** What happened, with the object's name. A function is asked at each drawing: the language may be another then. */
  readonly title: string | (() => string);
  readonly body?: string | undefined;
  /** Shown as "Undo" for ten seconds. */
  readonly undo?: (() => void) | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Where it happened: named, and what a mend is done on. Absent: the host on screen. */
  readonly host?: HostId | undefined;
  /** A decoded failure: sentence, cause, mend. It stays until it is closed. */
  readonly problem?: Problem | undefined;
  readonly retry?: (() => void) | undefined;
}

export const titleOf = ({ title }: Pick<Notice, 'title'>): string =>
  typeof title === 'string' ? title : title();
