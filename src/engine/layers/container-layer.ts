/** What a container has changed, as the tar of one more layer: `docker diff`, and the files that it names. */
import { posix } from 'node:path';
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { Engine } from '../docker/engine.ts';
import { createTarReader, type TarEntry } from './tar/tar-reader.ts';
import { endOfTar, type HeaderFields, padding, tarHeader } from './tar/write-header.ts';

const kinds = { changed: 0, added: 1, removed: 2 } as const;

const Changes = z
  .array(z.object({ Path: z.string(), Kind: z.number() }))
  .nullable()
  .transform((rows) => rows ?? []);
type Change = z.output<typeof Changes>[number];

const stallTimeoutMs = 60_000;

/** Throws `not-found`. */
export function containerChanges(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<Change[]> {
  return engine.json(Changes, {
    path: `/containers/${id}/changes`,
    signal: options.signal,
    timeoutMs: stallTimeoutMs,
    about: { operation: 'container-inspect', id },
  });
}

/** Paths whose content is asked for: new folders whole, changed files; not the folders on the way to them. */
function asked(changes: readonly Change[]): Change[] {
  const byPath = new Map(changes.map((change) => [change.Path, change]));
  const parents = new Set(changes.map(({ Path }) => posix.dirname(Path)));
  return changes.filter(({ Path, Kind }) => {
    if (Kind === kinds.removed) return false;
    if (Kind === kinds.added) return byPath.get(posix.dirname(Path))?.Kind !== kinds.added;
    return !parents.has(Path);
  });
}

const typeOf: Readonly<Record<string, HeaderFields['type']>> = {
  '0': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function headerOf(entry: TarEntry, folder: string): Uint8Array | undefined {
  const type = typeOf[entry.type];
  if (type === undefined) return undefined;
  const below = (path: Uint8Array): string => posix.join(folder, textOf(path)).replace(/^\/+/, '');
  const linkPath = type === 'hardlink' ? below(entry.linkPath) : textOf(entry.linkPath);
  return tarHeader({ ...entry, type, path: below(entry.path), linkPath });
}

interface Files {
  readonly engine: Engine;
  readonly id: ContainerId;
  /** What the container itself has changed: volumes show under the same paths. */
  readonly paths: ReadonlySet<string>;
}

async function* filesAt(
  { engine, id, paths }: Files,
  { Path, Kind }: Change,
  { signal }: CallOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = await engine.stream({
    path: `/containers/${id}/archive`,
    query: { path: Path },
    signal,
    timeoutMs: stallTimeoutMs,
    about: { operation: 'container-inspect', id },
  });
  const folder = posix.dirname(Path);
  let wanted = false;
  let sizeBytes = 0;
  const reader = createTarReader({ wants: () => wanted });
  for await (const chunk of stream.bytes) {
    for (const piece of reader.read(chunk)) {
      if (piece.kind === 'entry') {
        const header = headerOf(piece.entry, folder);
        const path = posix.join(folder, textOf(piece.entry.path)).replace(/\/$/, '');
        wanted = header !== undefined && paths.has(path);
        sizeBytes = piece.entry.sizeBytes;
        if (wanted && header !== undefined) yield header;
      } else if (!wanted) continue;
      else if (piece.kind === 'data') yield piece.bytes;
      else yield padding(sizeBytes);
    }
    // A folder with other rights: what is in it comes from the image.
    if (wanted && Kind === kinds.changed && sizeBytes === 0) return;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof ContractError && error.code === 'not-found';

/** A whiteout for each path that is gone, then the files. A running container may remove some meanwhile. */
export async function* containerLayer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const changes = await containerChanges(engine, id, options);
  for (const { Path, Kind } of changes) {
    if (Kind !== kinds.removed) continue;
    const name = posix.join(posix.dirname(Path), `.wh.${posix.basename(Path)}`);
    yield tarHeader({ path: name.replace(/^\/+/, ''), type: 'file', mode: 0o600 });
  }
  const paths = new Set(changes.map(({ Path }) => Path));
  for (const change of asked(changes)) {
    try {
      yield* filesAt({ engine, id, paths }, change, options);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  yield endOfTar();
}
