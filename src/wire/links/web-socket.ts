import { maxFrameBytes } from '../limits.ts';
import type { Link } from '../link.ts';
import { decodeFrame, encodeFrame } from './frame-codec.ts';
import { createInbox } from './inbox.ts';

/** What a browser's `WebSocket` and the one of `ws` have in common. */
export interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { reason: string }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

const openState = 1;
const normalClosure = 1000;
const protocolError = 1002;
/** What a close frame holds (RFC 6455, section 5.5), less the code. */
const maxReasonBytes = 123;

/**
 * A link on an open WebSocket, binary frames only. Create it in the same turn in which the socket
 * opened or its handshake was answered: a socket holds nothing back for a late listener.
 */
export function createWebSocketLink(socket: WebSocketLike): Link {
  const inbox = createInbox();
  socket.binaryType = 'arraybuffer';

  function close(code: number, reason: string | undefined): void {
    if (inbox.isClosed()) return;
    socket.close(code, reason === undefined ? undefined : shorten(reason));
    inbox.close(reason);
  }

  socket.addEventListener('message', ({ data }) => {
    if (!(data instanceof ArrayBuffer)) return close(protocolError, 'A frame was not binary.');
    if (data.byteLength > maxFrameBytes) return close(protocolError, 'A frame was too large.');
    const frame = decodeFrame(new Uint8Array(data));
    if (frame === undefined) close(protocolError, 'A frame could not be read.');
    else inbox.frame(frame);
  });
  socket.addEventListener('close', ({ reason }) => inbox.close(reason === '' ? undefined : reason));
  // A close follows each error; `ws` throws where nobody listens.
  socket.addEventListener('error', () => undefined);

  return {
    send: (frame) => {
      if (!inbox.isClosed() && socket.readyState === openState) socket.send(encodeFrame(frame));
    },
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    close: (reason) => close(normalClosure, reason),
  };
}

function shorten(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  if (bytes.byteLength <= maxReasonBytes) return reason;
  // A cut character becomes U+FFFD, three bytes long: room for it is kept.
  return new TextDecoder().decode(bytes.subarray(0, maxReasonBytes - 3)).slice(0, -1);
}
