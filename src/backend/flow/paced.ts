import { setTimeout as sleep } from 'node:timers/promises';

/** Pieces of this size are as cheap by the byte as larger ones. */
const largeBytes = 48 * 1024;
/** Who prints again within this time prints without end. */
const floodMs = 2;
/** Less than what is gathered at most comes meanwhile, even at 25 MB a second; nobody sees a log line come later. */
const pauseMs = 2;

/**
 * Passes pieces on as they come. In a flood of small ones it waits a moment behind each, so that the
 * next is what has gathered: an engine writes some 4 KB at a time, and a message for each costs both
 * ends more than its bytes.
 */
export async function* paced(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let askedAtMs = Number.NEGATIVE_INFINITY;
  for await (const chunk of source) {
    const waitedMs = performance.now() - askedAtMs;
    yield chunk;
    if (waitedMs < floodMs && chunk.byteLength < largeBytes) await sleep(pauseMs);
    askedAtMs = performance.now();
  }
}
