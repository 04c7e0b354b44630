/** The listening half that all links share: holds frames until someone listens, closes once. */
export interface Inbox {
  readonly onFrame: (listener: (frame: unknown) => void) => void;
  readonly onClose: (listener: (reason?: string) => void) => void;
  readonly frame: (frame: unknown) => void;
  readonly close: (reason?: string) => void;
  readonly isClosed: () => boolean;
}

export function createInbox(): Inbox {
  let held: unknown[] = [];
  let frameListener: ((frame: unknown) => void) | undefined;
  let closeListener: ((reason?: string) => void) | undefined;
  let closed: { readonly reason: string | undefined } | undefined;

  return {
    onFrame: (listener) => {
      frameListener = listener;
      const frames = held;
      held = [];
      for (const frame of frames) listener(frame);
    },
    onClose: (listener) => {
      if (closed === undefined) closeListener = listener;
      else listener(closed.reason);
    },
    frame: (frame) => {
      if (closed !== undefined) return;
      if (frameListener === undefined) held.push(frame);
      else frameListener(frame);
    },
    close: (reason) => {
      if (closed !== undefined) return;
      closed = { reason };
      held = [];
      closeListener?.(reason);
    },
    isClosed: () => closed !== undefined,
  };
}
