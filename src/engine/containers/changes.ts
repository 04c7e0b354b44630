/** What a container changed in its file system since it was made from its image. */
import * as z from 'zod';
import type { ContainerChanges, FileChange } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { Engine } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import { number, text } from '../docker/shapes.ts';

/** The engine walks the container's whole upper layer before it answers. */
const walkTimeoutMs = 120_000;
/** As many as a window can hold and filter; a package manager's upgrade stays below. */
const mostChanges = 20_000;

/** Null where nothing changed. */
const Rows = z
  .array(z.object({ Path: text, Kind: number }))
  .nullable()
  .transform((rows) => rows ?? []);

const kinds: Readonly<Record<number, FileChange['kind']>> = {
  0: 'changed',
  1: 'added',
  2: 'removed',
};

/** What running programs leave behind without anybody having meant it. */
const noisyPlaces = [
  /^\/(?:tmp|run|dev|proc|sys|var\/(?:tmp|run|lock|cache|lib\/apt\/lists))(?:\/|$)/,
  /\/(?:\.cache|__pycache__|\.npm|\.local\/share\/Trash)(?:\/|$)/,
  /\/\.(?:\w+_history|lesshst|viminfo|wget-hsts)$/,
  /^\/\.dockerenv$/,
];

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Pure: the engine's rows with their noise told apart, by path. */
export function changesOf(
  rows: readonly { readonly path: string; readonly kind: FileChange['kind'] }[],
): FileChange[] {
  const folders = new Set<string>();
  for (const { path } of rows) {
    for (let up = folderOf(path); up !== '' && !folders.has(up); up = folderOf(up)) folders.add(up);
  }
  return rows
    .map(({ path, kind }) => ({
      path,
      kind,
      noise:
        noisyPlaces.some((place) => place.test(path)) || (kind === 'changed' && folders.has(path)),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Pure: no more than a window can hold; what is no noise is kept first. */
export function withinLimit(all: readonly FileChange[], most: number): FileChange[] {
  if (all.length <= most) return [...all];
  const clear = all.filter((change) => !change.noise).slice(0, most);
  const noisy = all.filter((change) => change.noise).slice(0, most - clear.length);
  const kept = new Set([...clear, ...noisy]);
  return all.filter((change) => kept.has(change));
}

/** Throws `not-found`. */
export async function containerChanges(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<ContainerChanges> {
  const rows = await engine.json(Rows, {
    path: `/containers/${segment(id)}/changes`,
    signal: options.signal,
    timeoutMs: walkTimeoutMs,
    about: { operation: 'container-changes', id },
  });
  const all = changesOf(
    rows.map(({ Path, Kind }) => ({ path: Path, kind: kinds[Kind] ?? 'changed' })),
  );
  const count = (kind: FileChange['kind']) => all.filter((change) => change.kind === kind).length;
  const changes = withinLimit(all, mostChanges);
  return {
    changes,
    ...{ added: count('added'), changed: count('changed'), removed: count('removed') },
    left: all.length - changes.length,
  };
}
