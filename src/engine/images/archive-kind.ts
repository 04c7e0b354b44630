/**
 * Which kind of archive a file is, from its first bytes, before gigabytes of it are sent: a `docker
 * save` (or OCI) archive belongs to load, the tar of a root filesystem to import.
 */
import { type FileKind, fileKind } from '../../contract/archive-contents.ts';
import { isImageEntry } from '../../contract/scan-archive.ts';
import {
  isAboutNext,
  paddedBytes,
  readAboutNext,
  readTarHeader,
  tarBlockBytes,
} from '../../contract/tar.ts';
import { canUnpack, createUnpacker, type Packing } from './unpack.ts';

export type ArchiveKind =
  | 'images' // `docker save` or an OCI layout
  | 'files' // a tar of something else
  | 'unknown' // compressed in a way that is not looked into
  | 'not-an-archive';

export interface FoundKind {
  readonly kind: ArchiveKind;
  /** By content: `zip`, `gzip`, `empty`. */
  readonly file: FileKind;
}

/** How many bytes `archiveKind` wants to see; less is enough when the file is shorter. */
export const peekBytes = 64 * 1024;

/** As much of a packed file as its first bytes give; null when it is none. */
async function unpackStart(bytes: Uint8Array, kind: Packing): Promise<Uint8Array | null> {
  const unpacker = createUnpacker(kind);
  unpacker.on('error', () => undefined);
  unpacker.write(bytes);
  unpacker.end();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of unpacker) {
      parts.push(part as Uint8Array);
      size += (part as Uint8Array).length;
      if (size >= tarBlockBytes) break;
    }
  } catch {
    // The file goes on where these bytes end; what came out before counts.
  }
  return size === 0 ? null : Buffer.concat(parts);
}

/** Null when it is no tar; empty when the name is not among these bytes. */
function firstName(bytes: Uint8Array): string | null {
  let at = 0;
  let long: string | undefined;
  // Long names and pax headers come in entries of their own before the one they are about.
  for (;;) {
    const header = readTarHeader(bytes.subarray(at, at + tarBlockBytes));
    if (header === null) return at === 0 ? null : '';
    if (!isAboutNext(header.type)) return (long ?? header.name).replace(/^\.\//, '');
    const from = at + tarBlockBytes;
    const content = bytes.subarray(from, from + header.sizeBytes);
    long = readAboutNext(header.type, content).name ?? long;
    at = from + paddedBytes(header.sizeBytes);
  }
}

export async function archiveKind(start: Uint8Array): Promise<FoundKind> {
  const file = fileKind(start);
  const found = (kind: ArchiveKind): FoundKind => ({ kind, file });
  if (file === 'bzip2' || file === 'xz') return found('unknown');
  const packed = file === 'gzip' || file === 'zstd';
  if (packed && !canUnpack(file)) return found('unknown');
  if (!packed && file !== 'tar-or-unknown') return found('not-an-archive');
  const bytes = packed ? await unpackStart(start, file) : start;
  const name = bytes === null ? null : firstName(bytes);
  if (name === null) return found('not-an-archive');
  return found(isImageEntry(name) ? 'images' : 'files');
}
