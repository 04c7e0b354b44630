import { creditStepBytes, maxValueBytes, windowBytes } from './limits.ts';
import { createQueue } from './queue.ts';
import { sizeOf } from './sizes.ts';

/** The receiving half of one direction of one stream: a queue that gives credit for what is taken. */
export interface Receiver {
  /**
   * Takes in a value, through `parse` if given: credit counts what came, not what became of it.
   * False: broken protocol, the sender went over the window or sent what is not plain data. Throws
   * what `parse` throws.
   */
  readonly accept: (raw: unknown, parse?: (raw: unknown) => unknown) => boolean;
  /** The sender is done: what waits is delivered, then the iteration ends. */
  readonly end: () => void;
  /** The same, and then the iteration throws, once. */
  readonly fail: (error: Error) => void;
  /** Nobody wants the rest: drops what waits; a waiting consumer ends, or gets the error. */
  readonly stop: (error?: Error) => void;
  /** The consumer left, the stream goes on: what arrives is dropped and credited. */
  readonly discard: () => void;
  readonly next: () => Promise<IteratorResult<unknown, undefined>>;
}

interface Item {
  readonly value: unknown;
  readonly size: number;
}

interface Waiter {
  readonly resolve: (result: IteratorResult<unknown, undefined>) => void;
  readonly reject: (error: Error) => void;
}

/** `credit` sends bytes back to the sender. */
export function createReceiver(credit: (bytes: number) => void): Receiver {
  const queue = createQueue<Item>();
  const waiters = createQueue<Waiter>();
  /** Arrived and not yet credited. */
  let owedBytes = 0;
  /** The part of it that the consumer has taken. */
  let takenBytes = 0;
  let over = false;
  let discarding = false;
  let failure: Error | undefined;

  function take(size: number): void {
    takenBytes += size;
    if (over || (takenBytes < creditStepBytes && queue.size() > 0)) return;
    const bytes = takenBytes;
    owedBytes -= bytes;
    takenBytes = 0;
    credit(bytes);
  }

  function finish(error: Error | undefined): void {
    if (over) return;
    over = true;
    failure = error;
    for (const waiter of waiters.clear()) settle(waiter);
  }

  /** The end of the iteration: the failure goes to the first who asks, the others are just done. */
  function settle({ resolve, reject }: Waiter): void {
    const error = failure;
    failure = undefined;
    if (error === undefined) resolve({ done: true, value: undefined });
    else reject(error);
  }

  return {
    accept: (raw, parse) => {
      if (over) return true;
      const size = measured(raw);
      if (size === undefined) return false;
      if (owedBytes > 0 && owedBytes + size > windowBytes) return false;
      const value = parse === undefined ? raw : parse(raw);
      owedBytes += size;
      const waiter = waiters.shift();
      if (waiter !== undefined) waiter.resolve({ done: false, value });
      if (waiter !== undefined || discarding) take(size);
      else queue.push({ value, size });
      return true;
    },
    end: () => finish(undefined),
    fail: finish,
    stop: (error) => {
      queue.clear();
      if (over) failure = undefined;
      else finish(error);
    },
    discard: () => {
      discarding = true;
      let size = 0;
      for (const item of queue.clear()) size += item.size;
      if (size > 0) take(size);
      for (const waiter of waiters.clear()) waiter.resolve({ done: true, value: undefined });
    },
    next: () => {
      const item = queue.shift();
      if (item !== undefined) {
        take(item.size);
        return Promise.resolve({ done: false, value: item.value });
      }
      if (discarding && !over) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve, reject) => {
        const waiter = { resolve, reject };
        if (over) settle(waiter);
        else waiters.push(waiter);
      });
    },
  };
}

/** Undefined for what may not cross: no plain data, or too large. */
function measured(value: unknown): number | undefined {
  try {
    const size = sizeOf(value);
    return size <= maxValueBytes ? size : undefined;
  } catch {
    return undefined;
  }
}
