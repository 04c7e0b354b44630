import { isUtf8 } from 'node:buffer';

const decoder = new TextDecoder('utf-8', { fatal: true });

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i += 1) if ((bytes[i] as number) >= 0x80) return false;
  return true;
}

export function isProperText(bytes: Uint8Array): boolean {
  return isAscii(bytes) || isUtf8(bytes);
}

/** How many bytes the UTF-8 sequence at `at` has; 0 for a byte that begins none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const sequence = bytes.subarray(at, at + length);
  return sequence.length === length && isUtf8(sequence) ? length : 0;
}

/** Bytes as a person reads them: UTF-8, and `\xNN` for each byte that is none. */
export function shown(bytes: Uint8Array): string {
  if (isProperText(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) text += `\\x${(bytes[at] as number).toString(16).padStart(2, '0')}`;
    else text += decoder.decode(bytes.subarray(at, at + length));
    at += Math.max(1, length);
  }
  return text;
}
