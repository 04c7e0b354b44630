/** Short notices at the window's corner, with Undo where something can be undone. */
import { Toast } from '@base-ui/react/toast';
import { type Notice, titleOf } from './notice.ts';
import { logNotice, markSeen } from './notice-log.ts';

export const noticeManager = Toast.createToastManager<{ notice: Notice }>();

const restMs = 5000;
const undoMs = 10_000;

export function notify(notice: Notice): string {
  const timeout = notice.problem ? 0 : notice.undo ? undoMs : restMs;
  const id = noticeManager.add({
    title: titleOf(notice),
    timeout,
    // `high` would hide the notice itself from assistive technology behind a copy of its text.
    priority: 'low',
    data: { notice },
    // It was on screen until now; whether anyone was there to see it is all that can be known.
    onClose: () => {
      if (document.hasFocus()) markSeen((logged) => logged.id === id);
    },
  });
  logNotice(id, notice, Date.now());
  return id;
}

export const closeNotice = (id: string) => noticeManager.close(id);
