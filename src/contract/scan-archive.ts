/**
 * Walks through a tar by its headers and says what it holds. It asks for bytes and for leaps, so that a window answers
 * from a file and the backend from a stream. Pure.
 */
import type { ArchiveContents } from './archive-contents.ts';
import { type KeptEntry, readImages } from './archive-images.ts';
import {
  isAboutNext,
  type NextEntry,
  paddedBytes,
  readAboutNext,
  readTarHeader,
  tarBlockBytes,
} from './tar.ts';

/** `read`: answered with so many bytes, fewer at the end. `skip`: answered with none. */
export type ArchiveAsk = { readonly read: number } | { readonly skip: number };

/** The layout of `docker save` (before and since 25) and of OCI. */
const imageEntry =
  /^(blobs\/|oci-layout$|index\.json$|manifest\.json$|repositories$|[0-9a-f]{64}(\/|\.json$|\.tar$))/;
export const isImageEntry = (name: string): boolean => imageEntry.test(name);
/** Entries whose content says which images there are. */
const told = /^(index\.json|manifest\.json|[0-9a-f]{64}\.json|blobs\/sha256\/[0-9a-f]{64})$/;

/** Documents of images are a few kilobytes; an index of thousands of images stays below. */
const mostTold = 4 * 1024 * 1024;
const mostToldTogether = 32 * 1024 * 1024;
/** An image has at most 127 layers; what has more entries than a thousand images is not walked to its end. */
const mostEntries = 200_000;
/** A root filesystem is known by its first entries; a Dockerfile may stand behind some folders. */
const enoughFiles = 500;

const plain = (name: string) => name.replace(/^(?:\.?\/)+/, '');
const rootFolder = /^(?:bin|etc|usr|lib|sbin|var)(?:\/|$)/;
const dockerfile = /^(?:Dockerfile|Containerfile)$/;

type Scan = Generator<ArchiveAsk, ArchiveContents, Uint8Array>;

export function* scanArchive(): Scan {
  const entries = new Map<string, KeptEntry>();
  let toldBytes = 0;
  let next: NextEntry = {};
  let count = 0;
  const seen = { images: false, dockerfile: false, root: false };
  for (; count < mostEntries; ) {
    const header = readTarHeader(yield { read: tarBlockBytes });
    if (header === null) break;
    const sizeBytes = next.sizeBytes ?? header.sizeBytes;
    if (isAboutNext(header.type)) {
      if (sizeBytes > mostTold) break;
      const content = yield { read: paddedBytes(sizeBytes) };
      next = { ...next, ...readAboutNext(header.type, content.subarray(0, sizeBytes)) };
      continue;
    }
    const name = plain(next.name ?? header.name);
    next = {};
    count += 1;
    seen.images ||= isImageEntry(name);
    seen.dockerfile ||= dockerfile.test(name);
    seen.root ||= rootFolder.test(name);
    const isLink = header.type === '1' || header.type === '2';
    const entry: KeptEntry = { sizeBytes, ...(isLink ? { linkTo: header.linkTo } : {}) };
    const reads = told.test(name) && sizeBytes <= mostTold && toldBytes < mostToldTogether;
    if (reads && !isLink) {
      const content = yield { read: paddedBytes(sizeBytes) };
      // Layers stand among the documents, and are not kept.
      const json = content[0] === 0x7b || content[0] === 0x5b;
      if (json) toldBytes += sizeBytes;
      entries.set(name, json ? { ...entry, content: content.slice(0, sizeBytes) } : entry);
    } else {
      entries.set(name, entry);
      if (!isLink && sizeBytes > 0) yield { skip: paddedBytes(sizeBytes) };
    }
    if (!seen.images && count >= enoughFiles) break;
  }
  if (count === 0) return { kind: 'other', what: 'unknown' };
  if (!seen.images) return { kind: 'files', buildContext: seen.dockerfile && !seen.root };
  return readImages(entries) ?? { kind: 'incomplete' };
}
