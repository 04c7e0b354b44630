/**
 * Which kind of archive a file is, from its first bytes, before gigabytes of it are sent: a `docker
 * save` (or OCI) archive belongs to load, the tar of a root filesystem to import.
 */
import { createGunzip } from 'node:zlib';

export type ArchiveKind =
  | 'images' // `docker save` or an OCI layout
  | 'files' // a tar of something else
  | 'unknown' // compressed in a way that is not looked into
  | 'not-an-archive';

const blockBytes = 512;

/** The layout of `docker save` (before and since 25) and of OCI: these names come first in each. */
const imageEntry =
  /^(blobs\/|oci-layout$|index\.json$|manifest\.json$|repositories$|[0-9a-f]{64}(\/|\.json$|\.tar$))/;

/** bzip2, xz, zstd: engines take them, we do not look inside. */
const otherCompressions = [
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((value, index) => bytes[index] === value);

/** How many bytes `archiveKind` wants to see; less is enough when the file is shorter. */
export const peekBytes = 64 * 1024;

/** As much of a gzip as its first bytes give; null when it is none. */
async function inflateStart(bytes: Uint8Array): Promise<Uint8Array | null> {
  const gunzip = createGunzip();
  gunzip.on('error', () => undefined);
  gunzip.write(bytes);
  gunzip.end();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of gunzip) {
      parts.push(part as Uint8Array);
      size += (part as Uint8Array).length;
      if (size >= blockBytes) break;
    }
  } catch {
    // The file goes on where these bytes end; what came out before counts.
  }
  return size === 0 ? null : Buffer.concat(parts);
}

function octal(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('latin1').replace(/\0.*$/s, '').trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** A tar header holds the sum of its own bytes, with the sum's field as spaces. */
function isTarHeader(block: Uint8Array): boolean {
  if (block.length < blockBytes) return false;
  const stored = octal(block.subarray(148, 156));
  let sum = 0;
  for (let i = 0; i < blockBytes; i += 1) sum += i >= 148 && i < 156 ? 32 : (block[i] ?? 0);
  return sum === stored;
}

function firstName(bytes: Uint8Array): string | null {
  let at = 0;
  // Long names and pax headers come in entries of their own before the one they are about.
  while (isTarHeader(bytes.subarray(at, at + blockBytes))) {
    const block = bytes.subarray(at, at + blockBytes);
    const type = String.fromCharCode(block[156] ?? 0);
    if (!'xgLK'.includes(type) || type === '\0') {
      const name = Buffer.from(block.subarray(0, 100)).toString('utf8').replace(/\0.*$/s, '');
      return name.replace(/^\.\//, '');
    }
    const size = octal(block.subarray(124, 136));
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
  }
  return at === 0 ? null : '';
}

export async function archiveKind(start: Uint8Array): Promise<ArchiveKind> {
  if (otherCompressions.some((magic) => startsWith(start, magic))) return 'unknown';
  const gzip = startsWith(start, [0x1f, 0x8b]);
  const bytes = gzip ? await inflateStart(start) : start;
  if (bytes === null) return 'not-an-archive';
  const name = firstName(bytes);
  if (name === null) return 'not-an-archive';
  return imageEntry.test(name) ? 'images' : 'files';
}
