import type { ContractError } from '../contract/errors.ts';
import type { Frame } from './frames.ts';

/** One open operation as the client's table knows it. The booleans are false for a broken protocol. */
export interface Entry {
  readonly data: (value: unknown) => boolean;
  readonly credit: (bytes: number) => boolean;
  readonly end: (value: unknown) => void;
  readonly fail: (error: ContractError) => void;
}

export interface Opening {
  readonly op: string;
  readonly input: unknown;
  readonly entry: Entry;
}

/** What calls and streams need of the connection. */
export interface Outgoing {
  /** Throws a `ContractError` when the link is gone or the input cannot be sent. */
  readonly open: (opening: Opening) => number;
  readonly send: (frame: Frame) => void;
  /** Forgets the operation and tells the other side, if it has not ended. */
  readonly cancel: (id: number) => void;
}

export interface Request {
  readonly op: string;
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
}

/** One listener for the life of an operation. The returned function takes it off. */
export function whenAborted(signal: AbortSignal | undefined, run: () => void): () => void {
  signal?.addEventListener('abort', run, { once: true });
  return () => signal?.removeEventListener('abort', run);
}
