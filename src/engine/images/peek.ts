/** Looks at the first bytes of a source without taking them from whoever reads it next. */

export interface Peeked {
  readonly start: Uint8Array;
  /** All of it, the start included. Leaving the loop closes the source. */
  readonly all: AsyncIterable<Uint8Array>;
  /** For a source that nobody will read on. Does not wait for one that is stuck. */
  close(): void;
}

export async function peek(source: AsyncIterable<Uint8Array>, bytes: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < bytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    parts.push(next.value);
    size += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* parts;
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return {
    start: Buffer.concat(parts),
    all: all(),
    close: () => {
      iterator.return?.().catch(() => undefined);
    },
  };
}
