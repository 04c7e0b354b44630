/** Short notices at the window's corner, with Undo where something can be undone. */
import { Toast } from '@base-ui/react/toast';
import type { Problem } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';

export interface Notice {
  readonly tone: 'done' | 'info' | 'failed';
  /** What happened, with the object's name. Already translated. */
  readonly title: string;
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

export const noticeManager = Toast.createToastManager<{ notice: Notice }>();

const restMs = 5000;
const undoMs = 10_000;

export function notify(notice: Notice): string {
  const timeout = notice.problem ? 0 : notice.undo ? undoMs : restMs;
  return noticeManager.add({
    title: notice.title,
    timeout,
    // `high` would hide the notice itself from assistive technology behind a copy of its text.
    priority: 'low',
    data: { notice },
  });
}

export const closeNotice = (id: string) => noticeManager.close(id);
