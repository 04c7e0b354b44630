/**
 * A log's bytes as lines. `multiplexed`: frames with a header of 8 bytes (stream, three zeros, the
 * length as a big-endian number), each one line or a piece of a long one; `raw`: the bytes of a TTY.
 * Source: Docker's API, "Stream format" of attach. Pure; used by whoever shows a log.
 */
import { refuse } from './errors.ts';

const headerBytes = 8;
/** Docker frames are at most 64 KiB of one line; what claims more than this is no frame. */
const frameLimitBytes = 64 * 1024 * 1024;
/** `2026-01-31T12:00:00.000000000+00:00 ` is 36. */
const stampLimitBytes = 40;
const stampPattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;
/** UTF-16 units: 1 Mi. What is longer is no line for a person; the file of the whole log holds it all. */
export const lineLimit = 1024 * 1024;

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** When it was written, as the engine wrote it (RFC 3339); null where none was asked or sent. */
  readonly stamp: string | null;
  /** Without the line's end. May hold escape sequences: it is text, never markup. */
  readonly text: string;
  /** How many characters after `lineLimit` were left out. */
  readonly cutCharacters: number;
}

export interface LogDecoder {
  /** The lines that this chunk completes. Throws `engine-error` on bytes that are no frames. */
  push(chunk: Uint8Array): LogLine[];
  /** What has come without a line's end. Afterwards the decoder is as new. */
  end(): LogLine[];
}

export interface LogDecoderOptions {
  readonly framing: 'multiplexed' | 'raw';
  /** Whether each line begins with the time it was written. */
  readonly timestamps: boolean;
}

export function createLogDecoder({ framing, timestamps }: LogDecoderOptions): LogDecoder {
  let lines: LogLine[] = [];
  const emit = (line: LogLine) => lines.push(line);
  let lanes = createLanes(timestamps, emit);
  let frames = createFrames(lanes, timestamps);

  function take(): LogLine[] {
    const taken = lines;
    lines = [];
    return taken;
  }

  return {
    push(chunk) {
      if (framing === 'raw') lanes.stdout.feed([chunk]);
      else frames(chunk);
      return take();
    },
    end() {
      lanes.stdout.end();
      lanes.stderr.end();
      lanes = createLanes(timestamps, emit);
      frames = createFrames(lanes, timestamps);
      return take();
    },
  };
}

type Lanes = Readonly<Record<LogLine['stream'], Lane>>;

interface Lane {
  /** Pieces that belong together: decoded at once, because a call for each line costs most of the time. */
  feed(pieces: readonly Uint8Array[]): void;
  end(): void;
}

const createLanes = (timestamps: boolean, emit: (line: LogLine) => void): Lanes => ({
  stdout: createLane('stdout', timestamps, emit),
  stderr: createLane('stderr', timestamps, emit),
});

/** One stream's text: lines across whatever borders the chunks have. */
function createLane(
  stream: LogLine['stream'],
  timestamps: boolean,
  emit: (line: LogLine) => void,
): Lane {
  const decoder = new TextDecoder();
  let pending = '';
  let cutCharacters = 0;

  function add(part: string): void {
    const room = Math.max(0, lineLimit - pending.length);
    pending += part.length > room ? part.slice(0, room) : part;
    cutCharacters += Math.max(0, part.length - room);
  }
  function close(): void {
    const stamp = timestamps ? (stampPattern.exec(pending) ?? undefined) : undefined;
    const whole = stamp ? pending.slice(stamp[0].length) : pending;
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    emit({ stream, stamp: stamp?.[1] ?? null, text, cutCharacters });
    pending = '';
    cutCharacters = 0;
  }
  function split(text: string): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      add(text.slice(from, at));
      close();
      from = at + 1;
    }
    add(text.slice(from));
  }

  return {
    feed: (pieces) => split(decoder.decode(joined(pieces), { stream: true })),
    end() {
      split(decoder.decode());
      if (pending !== '') close();
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first) return first;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Takes frames apart wherever the chunks' borders are. */
function createFrames(lanes: Lanes, timestamps: boolean): (chunk: Uint8Array) => void {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  let headerFill = 0;
  let left = 0;
  let stream: LogLine['stream'] = 'stdout';
  const midLine = { stdout: false, stderr: false };
  /** The beginning of a frame that goes on with a line: its own time stands there again. */
  let head: Uint8Array | undefined;
  let run: Uint8Array[] = [];
  let runOf: LogLine['stream'] = stream;

  function flush(): void {
    if (run.length > 0) lanes[runOf].feed(run);
    run = [];
  }
  function pass(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (runOf !== stream) flush();
    runOf = stream;
    run.push(bytes);
    midLine[stream] = bytes[bytes.length - 1] !== newline;
  }
  function payload(bytes: Uint8Array): void {
    left -= bytes.length;
    if (!head) {
      pass(bytes);
      return;
    }
    head = joined([head, bytes]);
    if (head.length < stampLimitBytes && left > 0) return;
    const rest = head.subarray(stampLength(head));
    head = undefined;
    pass(rest);
  }

  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (left > 0) {
        const take = Math.min(left, chunk.length - at);
        payload(chunk.subarray(at, at + take));
        at += take;
        continue;
      }
      const take = Math.min(headerBytes - headerFill, chunk.length - at);
      header.set(chunk.subarray(at, at + take), headerFill);
      headerFill += take;
      at += take;
      if (headerFill < headerBytes) break;
      headerFill = 0;
      left = view.getUint32(4);
      if (left > frameLimitBytes) throw notFramed();
      stream = streamOf(header[0]);
      head = timestamps && midLine[stream] && left > 0 ? new Uint8Array() : undefined;
    }
    flush();
  };
}

const newline = 10;

/** How many of the first bytes are a time and the space after it. */
function stampLength(bytes: Uint8Array): number {
  const start = bytes.subarray(0, stampLimitBytes);
  return stampPattern.exec(String.fromCharCode(...start))?.[0].length ?? 0;
}

/** 0 is stdin's echo, which shows as output; 3 is the engine's own error text. */
function streamOf(type: number | undefined): LogLine['stream'] {
  if (type === undefined || type > 3) throw notFramed();
  return type >= 2 ? 'stderr' : 'stdout';
}

function notFramed(): Error {
  return refuse('engine-error', 'The engine sent output in a form that cannot be read.');
}
