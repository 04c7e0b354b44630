/** What a file that a person chose holds: shown before anything of it reaches an engine. */
import * as z from 'zod';

export const ArchiveImage = z.object({
  /** Empty: it is loaded with an id only. */
  names: z.array(z.string()),
  /** `linux/amd64`; empty where the archive does not tell. */
  platform: z.string(),
  /** Of its layers in the file. */
  sizeBytes: z.number(),
  /** What an engine may call it: the digest of its configuration, or of its manifest. */
  ids: z.array(z.string()),
});
export type ArchiveImage = z.infer<typeof ArchiveImage>;

export const ArchiveContents = z.discriminatedUnion('kind', [
  /** `oci`: an OCI layout without the index that `docker save` adds. */
  z.object({
    kind: z.literal('images'),
    layout: z.enum(['docker', 'oci']),
    images: z.array(ArchiveImage),
  }),
  /** It begins as an archive of images and has no index of them. */
  z.object({ kind: z.literal('incomplete') }),
  /** A tar of other files; `buildContext`: a Dockerfile beside no root filesystem. */
  z.object({ kind: z.literal('files'), buildContext: z.boolean() }),
  /** Engines unpack it; it is not looked into. */
  z.object({ kind: z.literal('packed'), by: z.enum(['bzip2', 'xz']) }),
  z.object({ kind: z.literal('other'), what: z.enum(['empty', 'zip', 'iso', 'unknown']) }),
]);
export type ArchiveContents = z.infer<typeof ArchiveContents>;

/** As many bytes of a file's start as tell its kind: the mark of an ISO image stands behind 32 kB. */
export const kindBytes = 36 * 1024;

export type FileKind =
  | ('tar-or-unknown' | 'gzip' | 'zstd' | 'bzip2' | 'xz')
  | ('zip' | 'iso' | 'empty');

const marks: readonly (readonly [FileKind, number, readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['iso', 0x8001, [0x43, 0x44, 0x30, 0x30, 0x31]],
];

/** By content, never by name. */
export function fileKind(start: Uint8Array): FileKind {
  if (start.length === 0) return 'empty';
  const fits = marks.find(([, at, mark]) => mark.every((byte, i) => start[at + i] === byte));
  return fits?.[0] ?? 'tar-or-unknown';
}
