/** Images from and to files: load, import, save. */
import type { CallOptions } from '../../contract/define.ts';
import { type Mend, refuse } from '../../contract/errors.ts';
import { type SplitReference, splitReference } from '../../contract/reference.ts';
import { apiAtLeast, type Engine, type EngineStream } from '../docker/engine.ts';
import { progressLines } from '../docker/progress.ts';
import type { Subject } from '../docker/refusal.ts';
import { type ArchiveKind, archiveKind, type FoundKind, peekBytes } from './archive-kind.ts';
import { peek } from './peek.ts';
import { type Packing, unpack } from './unpack.ts';

/** With no chunk taken for this long the engine is taken for stuck; unpacking a layer can pause it. */
const stallTimeoutMs = 300_000;

export interface ArchiveResult {
  /** Names, or ids where an archive has none. */
  readonly references: string[];
}

/** A sentence of the engine's about what it did, while it does it. */
export type OnLine = (text: string) => void;

interface Upload {
  readonly about: Subject;
  readonly query: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly path: string;
  readonly source: AsyncIterable<Uint8Array>;
  /** The kind that the call does not take, and what to do with it instead. */
  readonly wrong: { readonly kind: ArchiveKind; readonly mend: Mend };
}

function wrongArchive({ file }: FoundKind, mend?: Mend): Error {
  return refuse(
    'wrong-archive',
    mend === undefined
      ? `The file is no archive that an engine can read: ${file}.`
      : 'The file is another kind of archive than this takes.',
    { facts: { kind: file }, ...(mend === undefined ? {} : { mend }) },
  );
}

/** Podman 4 loads no packed archive, Docker before API 1.42 none of zstd: these get it unpacked. */
function packingToUndo(engine: Engine, { file }: FoundKind): Packing | null {
  if (file === 'gzip') return engine.product === 'podman' ? file : null;
  if (file !== 'zstd') return null;
  return engine.product === 'podman' || !apiAtLeast(engine, '1.42') ? file : null;
}

/** Looks at the file's start, then sends all of it; the source is closed in any case. */
async function* upload(
  engine: Engine,
  { about, query, path, source, wrong }: Upload,
  options: CallOptions,
): AsyncGenerator<{ readonly status: string; readonly stream: string }> {
  const { start, all, close } = await peek(source, peekBytes);
  let stream: EngineStream | undefined;
  try {
    const found = await archiveKind(start);
    if (found.kind === 'not-an-archive') throw wrongArchive(found);
    if (found.kind === wrong.kind) throw wrongArchive(found, wrong.mend);
    const packing = packingToUndo(engine, found);
    stream = await engine.stream({
      method: 'POST',
      path,
      query,
      upload: packing === null ? all : unpack(all, packing),
      signal: options.signal,
      timeoutMs: stallTimeoutMs,
      about,
    });
    yield* progressLines(stream.bytes, about);
  } finally {
    stream?.close();
    close();
  }
}

export interface LoadInput {
  /** A `docker save` tar, plain or compressed. */
  readonly source: AsyncIterable<Uint8Array>;
  readonly onLine?: OnLine;
}

/** `Loaded image: a:1`, `Loaded image ID: sha256:…`, and Podman's list of several. */
export function loadedReferences(text: string): string[] {
  const found = /^Loaded images?(?:\(s\))?(?: ID)?: (.+)$/im.exec(text.trim())?.[1];
  return found === undefined ? [] : found.split(',').map((reference) => reference.trim());
}

/** Throws `wrong-archive` with the mend to import a root filesystem instead. */
export async function loadImages(
  engine: Engine,
  { source, onLine }: LoadInput,
  options: CallOptions = {},
): Promise<ArchiveResult> {
  const references: string[] = [];
  const lines = upload(
    engine,
    {
      about: { operation: 'image-load' },
      path: '/images/load',
      query: { quiet: true },
      source,
      wrong: { kind: 'files', mend: { kind: 'import-instead' } },
    },
    options,
  );
  for await (const line of lines) {
    const text = (line.stream || line.status).trim();
    if (text !== '') onLine?.(text);
    references.push(...loadedReferences(text));
  }
  return { references: [...new Set(references)] };
}

export interface ImportInput {
  /** The tar of a root filesystem, plain or compressed. */
  readonly source: AsyncIterable<Uint8Array>;
  readonly reference?: string | undefined;
  readonly message?: string | undefined;
  /** Dockerfile instructions: `CMD ["sh"]`. */
  readonly changes?: readonly string[];
  readonly onLine?: OnLine;
}

/** Podman 4 overlooks the tag, but takes one as part of the name. */
function nameQuery(engine: Engine, named: SplitReference | undefined): Record<string, string> {
  if (named === undefined) return {};
  const { name, tag } = named;
  return engine.product === 'podman' ? { repo: `${name}:${tag}` } : { repo: name, tag };
}

/** Throws `wrong-archive` with the mend to load a `docker save` archive instead. */
export async function importImage(
  engine: Engine,
  { source, reference, message, changes, onLine }: ImportInput,
  options: CallOptions = {},
): Promise<ArchiveResult> {
  const named = reference === undefined || reference === '' ? undefined : splitReference(reference);
  const ids: string[] = [];
  const lines = upload(
    engine,
    {
      about: { operation: 'image-import', name: reference },
      path: '/images/create',
      query: {
        fromSrc: '-',
        ...nameQuery(engine, named),
        message: message === '' ? undefined : message,
        changes: changes ?? [],
      },
      source,
      wrong: { kind: 'images', mend: { kind: 'load-instead' } },
    },
    options,
  );
  for await (const line of lines) {
    const text = (line.status || line.stream).trim();
    if (text !== '') onLine?.(text);
    const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(text)?.[1];
    if (id !== undefined) ids.push(`sha256:${id}`);
  }
  return { references: named === undefined ? ids : [`${named.name}:${named.tag}`] };
}

/** From this version on one platform of several can be saved. */
const platformSince = '1.48';

export const canSavePlatform = (engine: Engine): boolean =>
  engine.product === 'docker' && apiAtLeast(engine, platformSince);

export interface SaveOptions extends CallOptions {
  /** `linux/arm64`. Absent: all that are there. */
  readonly platform?: string | undefined;
}

function platformQuery(platform: string | undefined): Record<string, string> {
  if (platform === undefined) return {};
  const [os, architecture, variant] = platform.split('/');
  return { platform: JSON.stringify({ os, architecture, ...(variant ? { variant } : {}) }) };
}

/** The tar of these images as it comes; leaving the loop stops the engine. Throws `image-not-found`. */
export async function* saveImages(
  engine: Engine,
  images: readonly string[],
  { signal, platform }: SaveOptions = {},
): AsyncGenerator<Uint8Array> {
  const stream = await engine.stream({
    path: '/images/get',
    query: { names: images, ...platformQuery(platform) },
    signal,
    // The engine of 20.10 packs all of it before it sends the first byte.
    timeoutMs: 600_000,
    about: { operation: 'image-save', id: images[0], name: images.join(', ') },
  });
  yield* stream.bytes;
}
