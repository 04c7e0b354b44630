import type { Delivery } from '../contract/define.ts';
import { chunkBytes, maxValueBytes, windowBytes } from './limits.ts';
import { createQueue } from './queue.ts';
import { sizeOf } from './sizes.ts';

/** The sending half of one direction of one stream: queue, credit, merging and splitting. */
export interface Sender {
  /**
   * Queues a value and posts what credit allows. Throws a `TypeError` for what is not plain data
   * and a `RangeError` for a value that is too large.
   */
  readonly push: (value: unknown) => void;
  /** Resolves when the producer may make its next value, and when the stream is stopped. */
  readonly room: () => Promise<void>;
  /** Resolves when all that was pushed so far is posted: true; or will never be: false. */
  readonly posted: () => Promise<boolean>;
  readonly waitingBytes: () => number;
  /** The other side took so many bytes. False: more than it was sent, which breaks the protocol. */
  readonly credit: (bytes: number) => boolean;
  /** Drops what waits. */
  readonly stop: () => void;
}

export interface SenderOptions {
  readonly delivery: Delivery;
  /** Puts one value on the link. */
  readonly post: (value: unknown) => void;
}

interface Item {
  readonly value: unknown;
  readonly size: number;
  /** Counts pushes: a waiter knows by it whether its value has gone. */
  readonly order: number;
}

interface Waiter {
  readonly order: number;
  readonly resolve: (posted: boolean) => void;
}

/** A producer that never waits would starve the event loop: after so many replaced values it does. */
const replacedBeforePause = 32;

export function createSender({ delivery, post }: SenderOptions): Sender {
  const queue = createQueue<Item>();
  const waiters = createQueue<Waiter>();
  let waitingBytes = 0;
  let underWayBytes = 0;
  let lastPushed = 0;
  let lastPosted = 0;
  let replaced = 0;
  let stopped = false;

  /** `latest`: one value under way, one waiting. `all`: the window, or one larger value alone. */
  function fits(size: number): boolean {
    if (underWayBytes === 0) return true;
    return delivery === 'all' && underWayBytes + size <= windowBytes;
  }

  function putOnWire(value: unknown, size: number): void {
    underWayBytes += size;
    waitingBytes -= size;
    post(value);
  }

  function flush(): void {
    for (let head = queue.peek(); head !== undefined; head = queue.peek()) {
      const bytes = delivery === 'all' && head.value instanceof Uint8Array ? head.value : undefined;
      if (!fits(bytes === undefined ? head.size : Math.min(head.size, chunkBytes))) break;
      if (bytes !== undefined) postBytes(head, bytes);
      else {
        queue.shift();
        lastPosted = head.order;
        putOnWire(head.value, head.size);
      }
    }
    for (let next = waiters.peek(); next && next.order <= lastPosted; next = waiters.peek()) {
      waiters.shift();
      next.resolve(true);
    }
  }

  /** Posts one piece: the waiting byte values that are adjacent, up to a chunk and to the credit. */
  function postBytes(head: Item, bytes: Uint8Array): void {
    const credit = underWayBytes === 0 ? windowBytes : windowBytes - underWayBytes;
    const limit = Math.min(chunkBytes, credit);
    if (head.size > limit) postFirst(bytes, { limit, order: head.order });
    else postMerged(limit);
  }

  function postFirst(bytes: Uint8Array, { limit, order }: { limit: number; order: number }): void {
    const rest = bytes.subarray(limit);
    const size = sizeOf(rest);
    queue.shift();
    queue.unshift({ value: rest, size, order });
    // A small rest costs more than its bytes.
    waitingBytes += limit + size - bytes.byteLength;
    putOnWire(bytes.subarray(0, limit), limit);
  }

  function postMerged(limit: number): void {
    const parts: Uint8Array[] = [];
    let size = 0;
    for (let head = queue.peek(); head !== undefined; head = queue.peek()) {
      if (!(head.value instanceof Uint8Array) || size + head.size > limit) break;
      queue.shift();
      lastPosted = head.order;
      parts.push(head.value);
      size += head.size;
    }
    const merged = concat(parts);
    const mergedSize = sizeOf(merged);
    // Small values cost more alone than together.
    waitingBytes -= size - mergedSize;
    putOnWire(merged, mergedSize);
  }

  function wait(order: number): Promise<boolean> {
    if (stopped || order <= lastPosted) return Promise.resolve(order <= lastPosted);
    return new Promise((resolve) => waiters.push({ order, resolve }));
  }

  return {
    push: (value) => {
      if (stopped) return;
      const size = sizeOf(value);
      if (size > maxValueBytes && !(value instanceof Uint8Array)) {
        throw new RangeError(`A value of ${size} bytes is too large for the wire.`);
      }
      lastPushed += 1;
      if (delivery === 'latest' && queue.size() > 0) {
        queue.clear();
        waitingBytes = 0;
        replaced += 1;
      }
      queue.push({ value, size, order: lastPushed });
      waitingBytes += size;
      flush();
    },
    room: async () => {
      if (delivery === 'latest') {
        if (replaced < replacedBeforePause) return;
        replaced = 0;
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        return;
      }
      while (!stopped && waitingBytes >= chunkBytes) await wait(queue.peek()?.order ?? 0);
    },
    posted: () => wait(lastPushed),
    waitingBytes: () => waitingBytes,
    credit: (bytes) => {
      if (bytes > underWayBytes) return false;
      underWayBytes -= bytes;
      if (!stopped) flush();
      return true;
    },
    stop: () => {
      stopped = true;
      queue.clear();
      waitingBytes = 0;
      for (const { resolve } of waiters.clear()) resolve(false);
    },
  };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const merged = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    merged.set(part, offset);
    offset += part.byteLength;
  }
  return merged;
}
