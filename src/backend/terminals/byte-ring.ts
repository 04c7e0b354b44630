/** The last bytes of an output, whatever it was: raw, so that control codes and split characters stay as they came. */
export interface ByteRing {
  push(chunk: Uint8Array): void;
  /** What is kept, oldest first; begins at a line's start when something older was dropped. */
  snapshot(): Uint8Array[];
  readonly byteLength: number;
}

/** Where to begin after a cut: a terminal that starts inside an escape sequence shows rubbish. */
const lineSearchBytes = 8 * 1024;
const newline = 10;

export function createByteRing(limitBytes: number): ByteRing {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let dropped = false;
  let head = 0;

  return {
    get byteLength() {
      return size;
    },
    push(chunk) {
      if (chunk.byteLength === 0) return;
      chunks.push(chunk);
      size += chunk.byteLength;
      while (size > limitBytes) {
        const first = chunks[head];
        if (!first) break;
        dropped = true;
        const over = size - limitBytes;
        if (first.byteLength <= over) {
          head += 1;
          size -= first.byteLength;
        } else {
          chunks[head] = first.subarray(over);
          size -= over;
        }
      }
      // Shifting an array a chunk at a time is slow when chunks are keystrokes.
      if (head > 1_000) {
        chunks = chunks.slice(head);
        head = 0;
      }
    },
    snapshot() {
      const kept = chunks.slice(head);
      if (!dropped) return kept;
      let searched = 0;
      for (const [index, chunk] of kept.entries()) {
        const at = chunk.indexOf(newline);
        if (at !== -1) return [chunk.subarray(at + 1), ...kept.slice(index + 1)];
        searched += chunk.byteLength;
        if (searched > lineSearchBytes) break;
      }
      return kept;
    },
  };
}
