import { isUtf8 } from 'node:buffer';
import type { FileContent } from '../../../contract/layers.ts';

/** As much of a file as anybody reads on a screen. */
export const textLimitBytes = 1024 * 1024;
const pictureLimitBytes = 8 * 1024 * 1024;
const binaryLimitBytes = 64 * 1024;
/** What is kept of a file while it streams by. */
export const keptBytes = pictureLimitBytes;

const pictures: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
];

function mediaTypeOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return pictures.find(([, magic]) => magic.test(start))?.[0] ?? '';
}

/** A cut in the middle of a character is no sign of another encoding. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 0; back < 4 && back < bytes.length; back += 1) {
    const part = bytes.subarray(0, bytes.length - back);
    if (isUtf8(part)) return part;
  }
  return bytes;
}

/** Null for what is no text: UTF-16 is told by its mark, the rest must be UTF-8 without a NUL. */
function decoded(bytes: Uint8Array, cut: boolean): string | null {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if (mark === '\xff\xfe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === '\xfe\xff') return new TextDecoder('utf-16be').decode(bytes);
  const whole = cut ? withoutCutEnd(bytes) : bytes;
  if (whole.includes(0) || !isUtf8(whole)) return null;
  return new TextDecoder().decode(whole);
}

/** `start`: all of the file, or its first `keptBytes`. */
export function fileContent(
  start: Uint8Array,
  { sizeBytes, layer }: { sizeBytes: number; layer: number },
): FileContent {
  const none = { text: '', bytes: new Uint8Array(0), mediaType: '', truncated: false };
  if (sizeBytes === 0) return { ...none, kind: 'empty', sizeBytes, layer };
  const mediaType = mediaTypeOf(start);
  if (mediaType !== '' && sizeBytes <= pictureLimitBytes) {
    return { ...none, kind: 'picture', bytes: start, mediaType, sizeBytes, layer };
  }
  const truncated = sizeBytes > textLimitBytes;
  const text = decoded(start.subarray(0, textLimitBytes), truncated);
  if (text !== null) return { ...none, kind: 'text', text, truncated, sizeBytes, layer };
  const bytes = start.slice(0, binaryLimitBytes);
  return {
    ...none,
    kind: 'binary',
    bytes,
    truncated: sizeBytes > binaryLimitBytes,
    sizeBytes,
    layer,
  };
}
