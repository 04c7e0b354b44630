/**
 * Headers of a tar, read the same way by a window that looks into a file and by the backend that looks into a stream.
 * Pure. POSIX ustar and pax, and GNU's long names and large sizes.
 */
export const tarBlockBytes = 512;

export interface TarHeader {
  readonly name: string;
  /** `0` file, `5` folder, `2` symlink, `x` `g` `L` `K` about the next entry, and others. */
  readonly type: string;
  readonly sizeBytes: number;
  /** Of a link; empty for others. */
  readonly linkTo: string;
}

/** Numbers and marks are short and ASCII. */
const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const utf8 = new TextDecoder();

/** Up to the first NUL. */
function textAt(block: Uint8Array, from: number, length: number): Uint8Array {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** Octal digits, or GNU's base 256 with the first bit set. NaN when it is neither. */
function numberAt(block: Uint8Array, from: number, length: number): number {
  if (((block[from] ?? 0) & 0x80) !== 0) {
    const bytes = block.subarray(from + 1, from + length);
    return bytes.reduce((sum, byte) => sum * 256 + byte, (block[from] ?? 0) & 0x7f);
  }
  const text = ascii(textAt(block, from, length)).trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** A header holds the sum of its own bytes, with the sum's field as spaces. */
function sumFits(block: Uint8Array): boolean {
  const stored = numberAt(block, 148, 8);
  let sum = 0;
  for (let at = 0; at < tarBlockBytes; at += 1) {
    sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
  }
  return sum === stored;
}

/** Null for what is no header: the end of the archive, or no tar at all. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < tarBlockBytes || !sumFits(block)) return null;
  const sizeBytes = numberAt(block, 124, 12);
  if (!Number.isSafeInteger(sizeBytes)) return null;
  const isUstar = ascii(block.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? utf8.decode(textAt(block, 345, 155)) : '';
  const name = utf8.decode(textAt(block, 0, 100));
  const type = String.fromCharCode(block[156] || 48);
  const linkTo = utf8.decode(textAt(block, 157, 100));
  return { name: prefix === '' ? name : `${prefix}/${name}`, type, sizeBytes, linkTo };
}

/** Content with the filling after it. */
export const paddedBytes = (sizeBytes: number): number =>
  Math.ceil(sizeBytes / tarBlockBytes) * tarBlockBytes;

export interface NextEntry {
  readonly name?: string;
  readonly sizeBytes?: number;
}

/** Types of entries that say something about the next one. */
export const isAboutNext = (type: string): boolean => 'xgLK'.includes(type);

/** What the content of such an entry says. Global pax headers and long link targets say nothing of use here. */
export function readAboutNext(type: string, content: Uint8Array): NextEntry {
  if (type === 'L') return { name: utf8.decode(textAt(content, 0, content.length)) };
  if (type !== 'x') return {};
  const found: { name?: string; sizeBytes?: number } = {};
  for (const [, key, value = ''] of utf8.decode(content).matchAll(/^\d+ ([^=\n]+)=(.*)$/gm)) {
    if (key === 'path') found.name = value;
    if (key === 'size' && /^\d+$/.test(value)) found.sizeBytes = Number(value);
  }
  return found;
}
