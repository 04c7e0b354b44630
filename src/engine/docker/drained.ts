import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Until the stream takes more or is closed; leaves no listener behind. Rejects with its error. */
export async function drained(stream: Writable): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([
      once(stream, 'drain', { signal: done.signal }),
      once(stream, 'close', { signal: done.signal }),
    ]);
  } finally {
    done.abort();
  }
}
