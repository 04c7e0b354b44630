import { refuse } from '../../contract/errors.ts';

export interface Bounds {
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The error when the time is over. */
  readonly late: () => Error;
}

export function cancelled(): Error {
  return refuse('cancelled', 'Stopped on request.');
}

/** A promise with a limit of time and an end on request. What comes later is not heard. */
export function within<T>(work: Promise<T>, { limitMs, signal, late }: Bounds): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => settle(() => reject(cancelled()));
    const timer = setTimeout(() => settle(() => reject(late())), limitMs);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      end();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
