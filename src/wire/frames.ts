import { Problem } from '../contract/errors.ts';

/** The frames of both directions. Ids are chosen by the client and count up; 32 bits. */
export type Frame =
  /** Sent first by the client and answered by the serving side: the contract's version. */
  | { readonly type: 'hello'; readonly version: string }
  /** `op` is `domain.operation`. */
  | { readonly type: 'open'; readonly id: number; readonly op: string; readonly input: unknown }
  | { readonly type: 'data'; readonly id: number; readonly value: unknown }
  /** Downwards: the operation is over; `value` is a call's answer. Upwards: nothing more is sent. */
  | { readonly type: 'end'; readonly id: number; readonly value?: unknown }
  | { readonly type: 'err'; readonly id: number; readonly problem: Problem }
  /** So many bytes were taken by the consumer. */
  | { readonly type: 'credit'; readonly id: number; readonly bytes: number }
  | { readonly type: 'cancel'; readonly id: number };

/** A frame, or the sentence that says why it is none. */
export type ParsedFrame = Frame | { readonly type: 'malformed'; readonly fault: string };

export const maxId = 0xffff_ffff;

/** A version is shown in a sentence, so it may not be a book. */
const maxVersionLength = 100;

/** Reads what came from the other side. Never throws. */
export function parseFrame(raw: unknown): ParsedFrame {
  if (raw === null || typeof raw !== 'object') return malformed('a frame is no object');
  const frame = raw as Readonly<Record<string, unknown>>;
  if (frame.type === 'hello') {
    const version = frame.version;
    if (typeof version !== 'string' || version.length > maxVersionLength) {
      return malformed('a hello holds no version');
    }
    return { type: 'hello', version };
  }
  const id = frame.id;
  return isCount(id) ? parseBody(frame, id) : malformed('a frame has no id');
}

function parseBody(frame: Readonly<Record<string, unknown>>, id: number): ParsedFrame {
  switch (frame.type) {
    case 'open': {
      const op = frame.op;
      if (typeof op !== 'string') return malformed('an open names no operation');
      return { type: 'open', id, op, input: frame.input };
    }
    case 'data':
      return { type: 'data', id, value: frame.value };
    case 'end':
      return { type: 'end', id, value: frame.value };
    case 'err': {
      const problem = Problem.safeParse(frame.problem);
      if (!problem.success) return malformed('an error has no known shape');
      return { type: 'err', id, problem: problem.data };
    }
    case 'credit': {
      const bytes = frame.bytes;
      return isCount(bytes) ? { type: 'credit', id, bytes } : malformed('a credit has no amount');
    }
    case 'cancel':
      return { type: 'cancel', id };
    default:
      return malformed('a frame is of no known kind');
  }
}

function malformed(fault: string): ParsedFrame {
  return { type: 'malformed', fault };
}

/** Ids and amounts: whole, above zero, 32 bits. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maxId;
}
