/**
 * Splits the engine's multiplexed stream: each frame has a header of 8 bytes (stream, three zeros,
 * the length as a big-endian number) and the payload. Source: Docker's API, "Stream format" of attach.
 */
import { refuse } from '../../contract/errors.ts';

const headerBytes = 8;
/** Docker frames are at most 64 KiB of one line; what claims more than this is no frame. */
const frameLimitBytes = 64 * 1024 * 1024;

export interface Frame {
  readonly stream: 'stdout' | 'stderr';
  /** A whole frame, or the part of one that has come. */
  readonly bytes: Uint8Array;
}

/**
 * Frames wherever the chunks' borders are; payloads are passed on as they come, without a copy.
 * Throws `engine-error` on bytes that are no frames.
 */
export async function* demux(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  let headerFill = 0;
  let left = 0;
  let stream: Frame['stream'] = 'stdout';
  for await (const chunk of source) {
    let at = 0;
    while (at < chunk.length) {
      if (left === 0) {
        const take = Math.min(headerBytes - headerFill, chunk.length - at);
        header.set(chunk.subarray(at, at + take), headerFill);
        headerFill += take;
        at += take;
        if (headerFill < headerBytes) continue;
        headerFill = 0;
        stream = streamOf(header[0]);
        left = view.getUint32(4);
        if (left > frameLimitBytes) throw notFramed();
        continue;
      }
      const take = Math.min(left, chunk.length - at);
      yield { stream, bytes: chunk.subarray(at, at + take) };
      left -= take;
      at += take;
    }
  }
}

/** 0 is stdin's echo, which shows as output; 3 is the engine's own error text. */
function streamOf(type: number | undefined): Frame['stream'] {
  if (type === undefined || type > 3) throw notFramed();
  return type >= 2 ? 'stderr' : 'stdout';
}

function notFramed(): Error {
  return refuse('engine-error', 'The engine sent output in a form that cannot be read.');
}
