/** A socket whose small pieces are gathered until somebody asks for them. */
import * as net from 'node:net';

const readBytes = 64 * 1024;
/** What comes at 25 MB a second while the reader rests, and as much again: the engine need not wait. */
const gatherBytes = 4 * readBytes;

export interface GatheringSocket {
  readonly socket: net.Socket;
  /** To be asked by one reader, for one piece at a time. */
  readonly pieces: AsyncIterator<Uint8Array>;
}

/** Memory that grows to what is needed of it. */
function createHeap() {
  let memory = Buffer.allocUnsafeSlow(0);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(bytes: Uint8Array) {
      if (size + bytes.length > memory.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(2 * memory.length, size + bytes.length));
        memory.copy(larger, 0, 0, size);
        memory = larger;
      }
      memory.set(bytes, size);
      size += bytes.length;
    },
    take(): Uint8Array {
      const taken = Uint8Array.prototype.slice.call(memory, 0, size);
      size = 0;
      return taken;
    },
  };
}

/**
 * Begins to connect. An engine writes each line of a log for itself, and a stream of Node has 64 KiB
 * of memory and a turn of its own for each. Here they are laid side by side, up to 256 KiB; then the
 * engine waits.
 */
export function connectGathering(address: net.NetConnectOpts): GatheringSocket {
  const heap = createHeap();
  let failure: Error | undefined;
  let ended = false;
  let wake: (() => void) | undefined;
  const tell = (): void => {
    wake?.();
    wake = undefined;
  };
  const socket = net.connect({
    ...address,
    onread: {
      buffer: Buffer.allocUnsafeSlow(readBytes),
      callback(size, buffer) {
        heap.add(buffer.subarray(0, size));
        tell();
        return heap.size + readBytes <= gatherBytes;
      },
    },
  });
  socket.on('error', (error) => {
    failure = error;
  });
  const end = (): void => {
    ended = true;
    tell();
  };
  socket.once('end', end);
  socket.once('close', end);

  const pieces: AsyncIterator<Uint8Array> = {
    async next() {
      if (heap.size === 0 && !ended) {
        const told = new Promise<void>((resolve) => {
          wake = resolve;
        });
        socket.resume();
        await told;
      }
      if (heap.size > 0) {
        const value = heap.take();
        socket.resume();
        return { value, done: false };
      }
      if (failure !== undefined) throw failure;
      return { value: undefined, done: true };
    },
  };
  return { socket, pieces };
}
