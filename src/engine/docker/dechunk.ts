/** The body of an HTTP answer in chunks (RFC 9112 §7.1), taken apart. */
import { notAnEngine } from './errors.ts';

export interface Dechunker {
  /** The last chunk has come: what follows is no part of the body. */
  readonly done: boolean;
  /**
   * Takes what a connection has handed over, and gives the body's bytes in it: a view on the same
   * memory, which is written to. Throws `not-an-engine` for what is no chunk.
   */
  push(piece: Uint8Array): Uint8Array;
}

/** Sixteen digits would be more than a number holds; no chunk is as large as twelve can say. */
const mostDigits = 12;
/** Extensions and trailers, which nobody reads. */
const lineLimitBytes = 16 * 1024;

const [cr, lf] = [0x0d, 0x0a];

/** -1 for what is no digit. */
function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/**
 * An engine sends a chunk for each line of a log: a parser that calls back for each of them costs
 * many times what this costs.
 */
export function createDechunker(): Dechunker {
  let state: 'size' | 'extension' | 'data' | 'after' | 'trailer' | 'done' = 'size';
  let left = 0;
  let digits = 0;
  let lineBytes = 0;

  function bad(what: string): Error {
    return notAnEngine(`The answer's chunks are broken: ${what}.`);
  }

  function endOfSize(): void {
    if (digits === 0) throw bad('one has no size');
    state = left === 0 ? 'trailer' : 'data';
    digits = 0;
    lineBytes = 0;
  }

  function takeSize(byte: number): void {
    const digit = hexValue(byte);
    if (digit >= 0) {
      digits += 1;
      if (digits > mostDigits) throw bad('one is too large');
      left = left * 16 + digit;
    } else if (byte === lf) endOfSize();
    else if (byte === 0x3b || byte === cr || byte === 0x20 || byte === 0x09) state = 'extension';
    else throw bad('a size is no number');
  }

  function countLine(): void {
    lineBytes += 1;
    if (lineBytes > lineLimitBytes) throw bad('a line is too long');
  }

  function takeByte(byte: number): void {
    switch (state) {
      case 'size':
        takeSize(byte);
        break;
      case 'extension':
        countLine();
        if (byte === lf) endOfSize();
        break;
      case 'after':
        if (byte === lf) state = 'size';
        else if (byte !== cr) throw bad('one is longer than it says');
        break;
      case 'trailer':
        // Lines up to an empty one; `digits` counts what stands on the present one.
        countLine();
        if (byte === lf) {
          if (digits === 0) state = 'done';
          digits = 0;
        } else if (byte !== cr) digits += 1;
        break;
      default:
        break;
    }
  }

  return {
    get done() {
      return state === 'done';
    },
    push(piece) {
      let written = 0;
      let at = 0;
      while (at < piece.length && state !== 'done') {
        if (state !== 'data') {
          takeByte(piece[at] as number);
          at += 1;
          continue;
        }
        const size = Math.min(left, piece.length - at);
        if (written !== at) piece.copyWithin(written, at, at + size);
        written += size;
        at += size;
        left -= size;
        if (left === 0) state = 'after';
      }
      return piece.subarray(0, written);
    },
  };
}
