/** What a program says about itself; kept for a reader that comes late. */
const keptBytes = 64 * 1024;

/** Reads at once, and gives what came; the oldest is dropped while nobody takes it. */
export function keepErrors(said: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  const collect = async (): Promise<void> => {
    for await (const chunk of said) {
      const end = chunk.subarray(-keptBytes);
      chunks.push(end);
      size += end.length;
      while (size > keptBytes) size -= chunks.shift()?.length ?? size;
      wake?.();
    }
  };
  const end = (): void => {
    ended = true;
    wake?.();
  };
  collect().then(end, end);
  async function* read(): AsyncGenerator<Uint8Array> {
    while (true) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        size -= chunk.length;
        yield chunk;
      } else if (ended) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return read();
}
