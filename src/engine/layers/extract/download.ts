/** A file as it is, or a folder as a tar, out of a source's bytes. Every name in the tar is below the folder's own. */
import { crc32 } from 'node:zlib';
import { refuse } from '../../../contract/errors.ts';
import { shown } from '../index/display.ts';
import { kinds, linkOf } from '../index/layer-index.ts';
import { broken } from '../limits.ts';
import { changes } from '../stack/changes.ts';
import { indexAt } from '../stack/state.ts';
import { shownAt, type View } from '../stack/view.ts';
import { endOfTar, type HeaderFields, padding, tarHeader } from '../tar/write-header.ts';
import { type Extracted, extract } from './extract.ts';
import { fileBehind, type OwnEntry } from './own-entry.ts';

export interface DownloadPlan {
  /** Of the file or folder; `root` for all. */
  readonly name: string;
  readonly folder: boolean;
  /** Whose bytes are needed, by place. */
  readonly layers: number[];
}

interface Item {
  /** Below the folder. */
  readonly name: string;
  readonly node: number;
  readonly source: OwnEntry | undefined;
}

const isThere = ({ change }: View, node: number): boolean =>
  change[node] !== changes.none && change[node] !== changes.removed;

/** Names of an image may be made to climb out of where they are unpacked: they never are `..`, nor hold a `/`. */
const plainName = (label: string): string =>
  label === '.' || label === '..' ? '_' : label.replace(/[/\0]/g, '_');

function itemsOf(view: View, top: number): Item[] {
  const { analysis } = view;
  const { paths } = analysis;
  const items: Item[] = [];
  const stack = [{ node: top, name: plainName(paths.labels[top] as string) || 'root' }];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { node, name } = at;
    if (!isThere(view, node) && node !== 0) continue;
    const { layer, own } = node === 0 ? { layer: -1, own: 0 } : shownAt(view, node);
    const source = layer < 0 ? undefined : fileBehind(analysis, { layer, own });
    items.push({ name, node, source });
    const children = paths.children.subarray(paths.childStart[node], paths.childStart[node + 1]);
    // Different bytes may read the same; a link and a folder of one name would lead out of the tar.
    const taken = new Set<string>();
    const below: { node: number; name: string }[] = [];
    for (const child of children) {
      const label = plainName(paths.labels[child] as string);
      const own = taken.has(label) ? `${label}~${child}` : label;
      taken.add(own);
      below.push({ node: child, name: `${name}/${own}` });
    }
    for (const one of below.reverse()) stack.push(one);
  }
  return items;
}

function kindOf(view: View, node: number): number {
  if (node === 0) return kinds.folder;
  const { index, own } = shownAt(view, node);
  return index.kind[own] as number;
}

export function planDownload(view: View, node: number): DownloadPlan {
  const known = node < view.analysis.paths.count && (node === 0 || isThere(view, node));
  if (!known) throw refuse('not-found', 'There is no such path in this layer.');
  const items = itemsOf(view, node);
  const sources = items.flatMap(({ source }) => (source === undefined ? [] : [source.layer]));
  const folder = kindOf(view, node) === kinds.folder;
  if (!folder && sources.length === 0) {
    throw refuse('bad-input', 'Only files and folders can be downloaded.');
  }
  return {
    name: items[0]?.name ?? 'root',
    folder,
    layers: [...new Set(sources)].sort((a, b) => a - b),
  };
}

function fieldsOf(view: View, { node, name, source }: Item): HeaderFields | undefined {
  if (node === 0) return { path: `${name}/`, type: 'folder', mode: 0o755 };
  const { index, own } = shownAt(view, node);
  const modified = index.modifiedAtMs[own] as number;
  const common = {
    mode: index.mode[own] as number,
    uid: index.uid[own] as number,
    gid: index.gid[own] as number,
    ...(Number.isNaN(modified) ? {} : { modifiedAtMs: modified }),
  };
  const kind = index.kind[own];
  if (kind === kinds.folder) return { ...common, path: `${name}/`, type: 'folder' };
  if (kind === kinds.symlink) {
    return { ...common, path: name, type: 'symlink', linkPath: shown(linkOf(index, own)) };
  }
  if (source === undefined) return undefined; // devices and pipes: nothing for a person's disk
  const sizeBytes = indexAt(view.analysis, source.layer).sizeBytes[source.own] as number;
  return { ...common, path: name, type: 'file', sizeBytes };
}

export interface DownloadWish {
  readonly node: number;
  /** Whose bytes come: by place. */
  readonly layers: readonly number[];
  readonly alone: boolean;
  /** A folder may take several sources: its tar begins with the first, and ends with the last. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Throws `layer-missing` when the source does not hold what was analysed, `archive-broken` when it holds otherwise. */
export function download(
  view: View,
  wish: DownloadWish,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const items = itemsOf(view, wish.node);
  const wanted = items.flatMap(({ source: entry }) =>
    entry !== undefined && wish.layers.includes(entry.layer) ? [entry] : [],
  );
  // Hard links show the same bytes twice: they come once.
  const entries = [...new Map(wanted.map((entry) => [sourceKey(entry), entry])).values()];
  const pieces = checked(view, extract(source, view.analysis, { entries, alone: wish.alone }));
  const only = kindOf(view, wish.node) !== kinds.folder;
  const counted = complete(pieces, entries.length);
  return only ? bytesOf(counted) : folderTar(view, { items, ...wish }, counted);
}

async function* bytesOf(pieces: AsyncIterable<Extracted>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (piece.kind === 'data') yield piece.bytes;
}

async function* complete(pieces: AsyncIterable<Extracted>, count: number) {
  let ended = 0;
  for await (const piece of pieces) {
    if (piece.kind === 'end') ended += 1;
    yield piece;
  }
  if (ended < count) throw refuse('layer-missing', 'The source does not hold all files any more.');
}

/** The bytes are those that were analysed, or the download fails. */
async function* checked(view: View, pieces: AsyncIterable<Extracted>): AsyncGenerator<Extracted> {
  let sum = 0;
  for await (const piece of pieces) {
    if (piece.kind === 'begin') sum = 0;
    else if (piece.kind === 'data') sum = crc32(piece.bytes, sum);
    else if (sum !== indexAt(view.analysis, piece.entry.layer).sum[piece.entry.own]) {
      throw broken('a file differs from what was analysed');
    }
    yield piece;
  }
}

const sourceKey = ({ layer, own }: OwnEntry): string => `${layer}:${own}`;

/** Folders and links first, files as their bytes come: the first name gets them, others are hard links to it. */
async function* folderTar(
  view: View,
  { items, first: begins, last }: DownloadWish & { readonly items: readonly Item[] },
  pieces: AsyncIterable<Extracted>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const files = new Map<string, HeaderFields[]>();
  for (const item of items) {
    const fields = fieldsOf(view, item);
    if (fields === undefined) continue;
    if (fields.type !== 'file' || item.source === undefined) {
      if (begins) yield tarHeader(fields);
    } else {
      const key = sourceKey(item.source);
      files.set(key, [...(files.get(key) ?? []), fields]);
    }
  }
  for await (const piece of pieces) {
    const [first, ...links] = files.get(sourceKey(piece.entry)) ?? [];
    if (first === undefined) continue;
    if (piece.kind === 'begin') yield tarHeader(first);
    else if (piece.kind === 'data') yield piece.bytes;
    else {
      yield padding(first.sizeBytes ?? 0);
      for (const link of links) {
        yield tarHeader({ ...link, type: 'hardlink', linkPath: first.path, sizeBytes: 0 });
      }
    }
  }
  if (last) yield endOfTar();
}
