import { scrollbackBegin, scrollbackEnd, type TerminalSize } from '../../contract/terminals.ts';

/** One window that looks at a terminal. */
export interface Viewer {
  size: TerminalSize;
  /** What it has not taken yet, in order. Ends when the terminal does. */
  output(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined>;
  leave(): void;
}

export interface Viewers {
  add(scrollback: readonly Uint8Array[], size: TerminalSize): Viewer;
  push(chunk: Uint8Array): void;
  /** Resolves when a window takes more, or when nobody looks. */
  ready(): Promise<void>;
  end(): void;
}

/** What a window may have waiting before the program has to wait for it. */
const waitingBytes = 256 * 1024;
/** A window this far behind another one starts anew from the scrollback. */
const lostBytes = 2 * 1024 * 1024;
/** What the wire sends at most in one message. */
const pieceBytes = 64 * 1024;
/** Clears the screen and its scrollback and resets modes: what a lost window had is incomplete. */
const utf8 = new TextEncoder();
const reset = utf8.encode('\u001bc\u001b[3J');
const begin = utf8.encode(scrollbackBegin);
const end = utf8.encode(scrollbackEnd);
const marked = (chunks: readonly Uint8Array[]) =>
  chunks.length === 0 ? [] : [begin, ...chunks, end];

/** What waits, as one piece; one chunk at least. Undefined when nothing waits. */
function takePiece(chunks: Uint8Array[]): Uint8Array | undefined {
  let count = 0;
  let size = 0;
  for (const chunk of chunks) {
    if (count > 0 && size + chunk.byteLength > pieceBytes) break;
    count += 1;
    size += chunk.byteLength;
  }
  const taken = chunks.splice(0, count);
  return taken.length > 1 ? Buffer.concat(taken) : taken[0];
}

interface Queue {
  chunks: Uint8Array[];
  bytes: number;
  wake: (() => void) | undefined;
  over: boolean;
}

/**
 * Windows take at their own pace. The program waits when even the fastest is behind, as it would for a slow
 * terminal; a window that is far behind a faster one gets the scrollback anew instead of holding it up.
 */
export function createViewers(scrollback: () => readonly Uint8Array[]): Viewers {
  const queues = new Set<Queue>();
  let ended = false;
  let waiting: (() => void) | undefined;

  const isReady = () =>
    queues.size === 0 || [...queues].some((queue) => queue.bytes < waitingBytes);
  function release(): void {
    if (!waiting || !isReady()) return;
    waiting();
    waiting = undefined;
  }
  function fill(queue: Queue, chunks: readonly Uint8Array[]): void {
    queue.chunks = [...chunks];
    queue.bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  }

  return {
    add(chunks, size) {
      const queue: Queue = { chunks: [], bytes: 0, wake: undefined, over: ended };
      fill(queue, marked(chunks));
      queues.add(queue);
      function leave(): void {
        queue.over = true;
        queues.delete(queue);
        queue.wake?.();
        release();
      }
      async function* output(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
        signal.addEventListener('abort', leave, { once: true });
        try {
          while (!signal.aborted) {
            const chunk = takePiece(queue.chunks);
            if (chunk) {
              queue.bytes -= chunk.byteLength;
              release();
              yield chunk;
              continue;
            }
            if (queue.over) return;
            await new Promise<void>((resolve) => {
              queue.wake = resolve;
            });
            queue.wake = undefined;
          }
        } finally {
          signal.removeEventListener('abort', leave);
          leave();
        }
      }
      return { size, output, leave };
    },
    push(chunk) {
      for (const queue of queues) {
        if (queue.bytes > lostBytes) fill(queue, [reset, ...marked(scrollback())]);
        else {
          queue.chunks.push(chunk);
          queue.bytes += chunk.byteLength;
        }
        queue.wake?.();
      }
    },
    async ready() {
      if (isReady()) return;
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    },
    end() {
      ended = true;
      for (const queue of [...queues]) {
        queue.over = true;
        queue.wake?.();
      }
      queues.clear();
      release();
    },
  };
}
