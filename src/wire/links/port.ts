import { withExactBytes } from '../exact-bytes.ts';
import type { Link } from '../link.ts';
import { createInbox } from './inbox.ts';

/**
 * What a browser's `MessagePort`, Node's and Electron's `MessagePortMain` have in common. The first
 * two have `addEventListener`; Electron's has only `on`. All of them wrap the message in `data`.
 */
export interface PortLike {
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
  addEventListener?(type: string, listener: (event: PortEvent) => void): void;
  on?(type: string, listener: (event: PortEvent) => void): unknown;
}

/** Loose on purpose: the three runtimes type their events apart. */
// biome-ignore lint/suspicious/noExplicitAny: a parameter type that three unrelated event types must satisfy
export type PortEvent = any;

/**
 * A link on a message port. Bytes are copied exactly (see `withExactBytes`) and never transferred:
 * Electron's ports lose transferred buffers (electron#34905). A port's own close event carries no
 * reason, so a `{ bye }` message goes before it.
 */
export function createPortLink(port: PortLike): Link {
  const inbox = createInbox();

  function closed(reason?: string): void {
    if (inbox.isClosed()) return;
    port.close();
    inbox.close(reason);
  }

  listen(port, 'message', (event) => {
    const message = dataOf(event);
    const bye = byeOf(message);
    if (bye === undefined) inbox.frame(message);
    else closed(bye);
  });
  listen(port, 'messageerror', () => closed('A message could not be read.'));
  listen(port, 'close', () => closed());
  port.start?.();

  return {
    send: (frame) => {
      if (!inbox.isClosed()) port.postMessage(withExactBytes(frame));
    },
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    close: (reason) => {
      if (inbox.isClosed()) return;
      port.postMessage({ bye: reason ?? '' });
      closed(reason);
    },
  };
}

function listen(port: PortLike, type: string, listener: (event: unknown) => void): void {
  if (port.addEventListener !== undefined) port.addEventListener(type, listener);
  else port.on?.(type, listener);
}

function dataOf(event: unknown): unknown {
  return event !== null && typeof event === 'object' && 'data' in event ? event.data : undefined;
}

function byeOf(message: unknown): string | undefined {
  if (message === null || typeof message !== 'object' || !('bye' in message)) return undefined;
  return typeof message.bye === 'string' ? message.bye : '';
}
