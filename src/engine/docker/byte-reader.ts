/** Takes bytes from a stream in the sizes that a format asks for, without holding more than a piece. */
export interface ByteReader {
  /** Exactly so many; fewer at the end of the stream. */
  take(bytes: number): Promise<Uint8Array>;
  /** The next piece, at most so long; empty at the end. */
  some(most: number): Promise<Uint8Array>;
  /** Passes over so many. */
  skip(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);

  async function some(most: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return rest;
      rest = next.value;
    }
    const piece = rest.subarray(0, most);
    rest = rest.subarray(piece.length);
    return piece;
  }

  return {
    some,
    async take(bytes) {
      const parts: Uint8Array[] = [];
      let size = 0;
      while (size < bytes) {
        const piece = await some(bytes - size);
        if (piece.length === 0) break;
        parts.push(piece);
        size += piece.length;
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
    async skip(bytes) {
      for (let left = bytes; left > 0; ) {
        const piece = await some(left);
        if (piece.length === 0) return;
        left -= piece.length;
      }
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}
