import { withExactBytes } from '../exact-bytes.ts';
import type { Link } from '../link.ts';
import { createInbox } from './inbox.ts';

export interface MemoryOptions {
  /** Runs a delivery later; tests put chance here. Order within a direction is kept whatever it does. */
  readonly schedule?: (deliver: () => void) => void;
}

/** Two ends in one process, for tests: asynchronous and copying, like a real port. */
export function createMemoryLinks({ schedule = queueMicrotask }: MemoryOptions = {}): [Link, Link] {
  const left = createInbox();
  const right = createInbox();
  return [createEnd(left, right, schedule), createEnd(right, left, schedule)];
}

type Inbox = ReturnType<typeof createInbox>;

function createEnd(own: Inbox, other: Inbox, schedule: (deliver: () => void) => void): Link {
  const pending: (() => void)[] = [];
  const later = (deliver: () => void): void => {
    pending.push(deliver);
    schedule(() => pending.shift()?.());
  };
  return {
    send: (frame) => {
      if (own.isClosed()) return;
      const copy = structuredClone(withExactBytes(frame));
      later(() => other.frame(copy));
    },
    onFrame: own.onFrame,
    onClose: own.onClose,
    close: (reason) => {
      if (own.isClosed()) return;
      later(() => other.close(reason));
      own.close(reason);
    },
  };
}
