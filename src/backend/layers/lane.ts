/**
 * Bytes from one thread to another through memory that both have: a ring, with an end that writes and one that reads.
 * Over a message port each 64 KiB is copied three times into memory that is new each time, and the collecting of that
 * costs more than all the reading of an archive (measured: 6.5 s of a core for 2 GB, here 1 s).
 */
import { refuse } from '../../contract/errors.ts';

/** 4 MiB: what an engine sends while the reader is at a pause of some milliseconds. */
const roomBytes = 4 * 1024 * 1024;
/** Pieces of this size are as cheap by the byte as larger ones. */
const pieceBytes = 256 * 1024;

/** Places in the head. The counters run over 2^32 and start again: only their difference counts. */
const at = { written: 0, taken: 1, state: 2, toReader: 3, toWriter: 4 } as const;
const headBytes = 64;
const states = { open: 0, ended: 1, closed: 2 } as const;

export interface LaneWriter {
  readonly memory: SharedArrayBuffer;
  /** Resolves when all of it is in the ring. Throws `cancelled` when the lane is closed or the signal aborts. */
  write(chunk: Uint8Array, signal: AbortSignal): Promise<void>;
  /** No more will come. */
  end(): void;
  /** For both ends, whatever is under way: the reader throws `cancelled`, unless all was taken. */
  close(): void;
}

const closed = () => refuse('cancelled', 'The reading was stopped.');

interface Ring {
  readonly head: Int32Array;
  readonly data: Uint8Array;
}

function ringOf(memory: SharedArrayBuffer): Ring {
  return { head: new Int32Array(memory, 0, 16), data: new Uint8Array(memory, headBytes) };
}

/** Counted before it is told, and read before what it tells of: so that no call is missed. */
function wake({ head }: Ring, place: number): void {
  Atomics.add(head, place, 1);
  Atomics.notify(head, place);
}

function waiting({ head }: Ring): number {
  return (Atomics.load(head, at.written) - Atomics.load(head, at.taken)) | 0;
}

async function changed({ head }: Ring, place: number, seen: number): Promise<void> {
  const wait = Atomics.waitAsync(head, place, seen);
  if (wait.async) await wait.value;
}

export function createLane(room = roomBytes): LaneWriter {
  const memory = new SharedArrayBuffer(headBytes + room);
  const ring = ringOf(memory);
  const { head, data } = ring;
  let position = 0;

  function put(chunk: Uint8Array): number {
    const free = room - waiting(ring);
    const part = chunk.subarray(0, Math.min(free, room - position));
    if (part.length === 0) return 0;
    data.set(part, position);
    position = (position + part.length) % room;
    Atomics.add(head, at.written, part.length);
    wake(ring, at.toReader);
    return part.length;
  }

  function leave(state: number): void {
    // What is closed does not end well after that.
    Atomics.compareExchange(head, at.state, states.open, state);
    wake(ring, at.toReader);
    wake(ring, at.toWriter);
  }

  return {
    memory,
    async write(chunk, signal) {
      const aborted = Promise.withResolvers<void>();
      const stop = (): void => aborted.resolve();
      signal.addEventListener('abort', stop, { once: true });
      try {
        for (let done = 0; done < chunk.length; ) {
          const seen = Atomics.load(head, at.toWriter);
          if (signal.aborted || Atomics.load(head, at.state) !== states.open) throw closed();
          const put_ = put(chunk.subarray(done));
          done += put_;
          if (put_ === 0) await Promise.race([changed(ring, at.toWriter, seen), aborted.promise]);
        }
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    end: () => leave(states.ended),
    close: () => leave(states.closed),
  };
}

/** The reader's end: pieces that are its own, no faster than they are taken. */
export async function* readLane(memory: SharedArrayBuffer): AsyncGenerator<Uint8Array, void> {
  const ring = ringOf(memory);
  const { head, data } = ring;
  let position = 0;
  for (;;) {
    const seen = Atomics.load(head, at.toReader);
    const state = Atomics.load(head, at.state);
    const size = Math.min(waiting(ring), data.length - position, pieceBytes);
    if (state === states.closed) throw closed();
    if (size === 0) {
      if (state === states.ended) return;
      await changed(ring, at.toReader, seen);
      continue;
    }
    // A copy: whoever takes it may hold it longer than the ring does.
    const piece = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
    piece.set(data.subarray(position, position + size));
    position = (position + size) % data.length;
    Atomics.add(head, at.taken, size);
    wake(ring, at.toWriter);
    yield piece;
  }
}
