import type { Frame } from './frames.ts';

/**
 * One connection between two processes, frames in order. A link carries; it does not judge: what it
 * hands up is parsed by whoever listens.
 *
 * A link holds what arrives back until the first `onFrame`, sends nothing after it was closed
 * (silently: the close is told once, by `onClose`), and has one listener of each kind.
 */
export interface Link {
  send(frame: Frame): void;
  onFrame(listener: (frame: unknown) => void): void;
  /** Called once, by either side's close or by a cut; at once if it has happened already. */
  onClose(listener: (reason?: string) => void): void;
  close(reason?: string): void;
}
