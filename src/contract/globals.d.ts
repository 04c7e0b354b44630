/**
 * The only globals that the contract may name besides the language itself. The layer compiles
 * without DOM and Node types, so whatever stands here must exist in both: admit as little as
 * possible, and say why.
 */

/** Cancellation of a call or a stream: part of the contract's own types (`CallOptions`). */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Text that comes in pieces: a character may stand across the border of two chunks (`log-frames.ts`). */
declare class TextDecoder {
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
