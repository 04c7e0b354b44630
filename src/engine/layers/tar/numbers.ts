import { broken } from '../limits.ts';

/**
 * A number of a tar header: octal digits between spaces and NULs, or, with the first bit set, base 256 (GNU and star,
 * for what octal cannot hold). Sizes beyond 2^53 are no sizes.
 */
export function tarNumber(block: Uint8Array, at: number, width: number): number {
  const first = block[at] ?? 0;
  if (first >= 0x80) return base256(block, at, width);
  let value = 0;
  let digits = false;
  for (let i = at; i < at + width; i += 1) {
    const byte = block[i] ?? 0;
    if (byte >= 0x30 && byte <= 0x37) {
      value = value * 8 + (byte - 0x30);
      digits = true;
    } else if (byte !== 0x20 && byte !== 0) {
      throw broken('a number of a header is none');
    } else if (digits) break;
  }
  return value;
}

function base256(block: Uint8Array, at: number, width: number): number {
  const negative = block[at] === 0xff;
  let value = negative ? 0 : (block[at] ?? 0) & 0x7f;
  for (let i = at + 1; i < at + width; i += 1) {
    const byte = block[i] ?? 0;
    value = value * 256 + (negative ? 255 - byte : byte);
  }
  if (value > Number.MAX_SAFE_INTEGER) throw broken('a number of a header is too large');
  return negative ? -value - 1 : value;
}

const sumAt = 148;
const sumEnd = 156;

/** Null for a block of zeros. Old programs summed signed bytes: both sums count. */
export function headerSums(block: Uint8Array): { unsigned: number; signed: number } | null {
  let unsigned = 0;
  let high = 0;
  for (let i = 0; i < 512; i += 1) {
    const byte = block[i] as number;
    unsigned += byte;
    if (byte >= 0x80) high += 1;
  }
  if (unsigned === 0) return null;
  for (let i = sumAt; i < sumEnd; i += 1) {
    const byte = block[i] as number;
    unsigned += 0x20 - byte;
    if (byte >= 0x80) high -= 1;
  }
  return { unsigned, signed: unsigned - 256 * high };
}

/** Whether a block is a header: its sum fits. Never throws. */
export function isHeader(block: Uint8Array): boolean {
  if (block.length < 512) return false;
  const sums = headerSums(block);
  if (sums === null) return false;
  try {
    const stored = tarNumber(block, sumAt, sumEnd - sumAt);
    return stored === sums.unsigned || stored === sums.signed;
  } catch {
    return false;
  }
}
