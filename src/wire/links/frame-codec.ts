import type { Frame } from '../frames.ts';
import { packValue, unpackValue } from './packed-value.ts';

/**
 * Frames as binary messages: `u8 kind, u32 id, body`, numbers big-endian. The body is raw bytes
 * (kind `bytes`), a u32 (`credit`), nothing (`cancel`, a bare `end`), or a packed value.
 */
const kinds = {
  hello: 1,
  open: 2,
  bytes: 3,
  data: 4,
  end: 5,
  endValue: 6,
  err: 7,
  credit: 8,
  cancel: 9,
} as const;

const headBytes = 5;

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  switch (frame.type) {
    case 'hello':
      return join(kinds.hello, 0, packValue(frame.version));
    case 'open':
      return join(kinds.open, frame.id, packValue({ op: frame.op, input: frame.input }));
    case 'data':
      return frame.value instanceof Uint8Array
        ? join(kinds.bytes, frame.id, [frame.value])
        : join(kinds.data, frame.id, packValue(frame.value));
    case 'end':
      return frame.value === undefined
        ? join(kinds.end, frame.id, [])
        : join(kinds.endValue, frame.id, packValue(frame.value));
    case 'err':
      return join(kinds.err, frame.id, packValue(frame.problem));
    case 'credit':
      return join(kinds.credit, frame.id, [u32(frame.bytes)]);
    case 'cancel':
      return join(kinds.cancel, frame.id, []);
  }
}

/** Undefined for what is no frame. The result is as untrusted as the message: parse it. */
export function decodeFrame(message: Uint8Array): unknown {
  if (message.byteLength < headBytes) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const id = view.getUint32(1);
  const body = message.subarray(headBytes);
  switch (view.getUint8(0)) {
    case kinds.bytes:
      // Copied: what arrives owns its memory, without the frame's head.
      return { type: 'data', id, value: new Uint8Array(body) };
    case kinds.end:
      return { type: 'end', id };
    case kinds.cancel:
      return { type: 'cancel', id };
    case kinds.credit:
      return body.byteLength === 4 ? { type: 'credit', id, bytes: view.getUint32(5) } : undefined;
    default:
      return decodePacked(view.getUint8(0), id, body);
  }
}

function decodePacked(kind: number, id: number, body: Uint8Array): unknown {
  const packed = unpackValue(body);
  if (packed === undefined) return undefined;
  const { value } = packed;
  switch (kind) {
    case kinds.hello:
      return { type: 'hello', version: value };
    case kinds.open:
      return value !== null && typeof value === 'object'
        ? { ...value, type: 'open', id }
        : undefined;
    case kinds.data:
      return { type: 'data', id, value };
    case kinds.endValue:
      return { type: 'end', id, value };
    case kinds.err:
      return { type: 'err', id, problem: value };
    default:
      return undefined;
  }
}

function join(kind: number, id: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.byteLength, headBytes);
  const message = new Uint8Array(length);
  const view = new DataView(message.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, id);
  let offset = headBytes;
  for (const part of parts) {
    message.set(part, offset);
    offset += part.byteLength;
  }
  return message;
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
