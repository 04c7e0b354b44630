import type { DuplexStream } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';

export interface Sending<E> {
  /** Opened with the signal that ends both sides. */
  readonly open: (signal: AbortSignal) => DuplexStream<Uint8Array, E>;
  readonly source: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  readonly onBytes?: (doneBytes: number) => void;
}

/**
 * Sends a source's bytes to the worker and gives its answers, no faster than either takes them. Throws the source's
 * fault where it has one, else the worker's; leaving the loop closes the source.
 */
export async function* sendUp<E>(
  { open, source, onBytes = () => undefined }: Sending<E>,
  signal: AbortSignal,
): AsyncGenerator<E, void, undefined> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const taking = open(either);
  let fault: unknown;
  async function send(): Promise<void> {
    let doneBytes = 0;
    for await (const chunk of source(either)) {
      await taking.send(chunk);
      doneBytes += chunk.byteLength;
      onBytes(doneBytes);
    }
    taking.end();
  }
  const sending = send().catch((error: unknown) => {
    // Also what the worker refused: then both sides say the same.
    fault ??= error;
    stop.abort();
  });
  let over = false;
  try {
    yield* taking;
    over = true;
  } catch (error) {
    throw stop.signal.aborted ? (fault ?? error) : error;
  } finally {
    stop.abort();
    await sending;
  }
  if (over && signal.aborted) throw refuse('cancelled', 'The analysis was stopped.');
}

/** The one answer of a stream that has one. */
export async function lastOf<E>(events: AsyncIterable<E>): Promise<E> {
  let last: E | undefined;
  for await (const event of events) last = event;
  if (last === undefined) throw refuse('cancelled', 'The analysis was stopped.');
  return last;
}
