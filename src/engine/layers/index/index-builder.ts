/** Makes the index of one layer from the pieces of its tar. */
import { crc32 } from 'node:zlib';
import { limits, tooLarge } from '../limits.ts';
import type { TarEntry, TarPiece } from '../tar/tar-reader.ts';
import { cleanParts, climbsOut, markOf } from './clean-path.ts';
import { createColumns } from './columns.ts';
import { isProperText, shown } from './display.ts';
import { flags, kinds, type LayerIndex, type Oddity, type OddKind } from './layer-index.ts';
import { createPathTable } from './path-table.ts';
import { settle } from './settle.ts';

const kindOfType: Readonly<Record<string, number>> = {
  '1': kinds.hardlink,
  '2': kinds.symlink,
  '3': kinds.charDevice,
  '4': kinds.blockDevice,
  '5': kinds.folder,
  // A folder with the list of its names, of an incremental GNU archive.
  D: kinds.folder,
  '6': kinds.fifo,
};
/** A volume's label and the rest of a file from another volume are nothing in a layer. */
const unused = 'VM';

const implicitMode = 0o755;

export interface IndexBuilder {
  take(piece: TarPiece): void;
  finish(): LayerIndex;
}

export interface BuilderOptions {
  /** Told of each entry: several layers share one limit. Throws to stop. */
  readonly onEntry?: () => void;
}

export function createIndexBuilder({ onEntry }: BuilderOptions = {}): IndexBuilder {
  const paths = createPathTable();
  const { columns, links, reach, cut } = createColumns();
  const oddities = new Map<OddKind, Oddity>();
  let entries = 0;
  let totalBytes = 0;
  /** Whose content comes. */
  let current = -1;
  let sum = 0;
  columns.kind[0] = kinds.folder;
  columns.mode[0] = implicitMode;

  function note(kind: OddKind, path: Uint8Array): void {
    const known = oddities.get(kind);
    if (known === undefined)
      oddities.set(kind, { kind, count: 1, example: shown(path).slice(0, 500) });
    else known.count += 1;
  }

  function nodeOf(folder: number, name: Uint8Array): number {
    const before = paths.count();
    const node = paths.child(folder, name);
    if (node < before) return node;
    if (node > limits.entries) throw tooLarge('entries', limits.entries);
    reach(node);
    columns.kind[node] = kinds.folder;
    columns.mode[node] = implicitMode;
    return node;
  }

  function mark(node: number, flag: number): void {
    columns.flag[node] = (columns.flag[node] as number) | flag;
    columns.order[node] = entries;
  }

  function write(node: number, entry: TarEntry): void {
    const kind = kindOfType[entry.type] ?? kinds.file;
    mark(node, flags.entry);
    columns.kind[node] = kind;
    columns.mode[node] = entry.mode;
    columns.uid[node] = entry.uid;
    columns.gid[node] = entry.gid;
    columns.sizeBytes[node] = kind === kinds.folder ? 0 : entry.sizeBytes;
    columns.modifiedAtMs[node] = entry.modifiedAtMs;
    columns.sum[node] = 0;
    const isLink = kind === kinds.symlink || kind === kinds.hardlink;
    const { start, end } = isLink ? links.add(entry.linkPath) : { start: 0, end: 0 };
    columns.linkStart[node] = start;
    columns.linkEnd[node] = end;
    totalBytes += entry.sizeBytes;
    current = kind === kinds.file ? node : -1;
  }

  function begin(entry: TarEntry): void {
    current = -1;
    sum = 0;
    if (unused.includes(entry.type)) return;
    entries += 1;
    onEntry?.();
    if (entries > limits.entries) throw tooLarge('entries', limits.entries);
    const { parts, outward } = cleanParts(entry.path);
    if (outward) note('outward-path', entry.path);
    if (!isProperText(entry.path)) note('bad-name', entry.path);
    const last = parts.pop();
    let folder = 0;
    for (const part of parts) folder = nodeOf(folder, part);
    if (last === undefined) {
      if (entry.type === '5') write(0, entry);
      return;
    }
    const meaning = markOf(last);
    if (meaning.kind === 'opaque') mark(folder, flags.opaque);
    else if (meaning.kind === 'whiteout') mark(nodeOf(folder, meaning.name), flags.whiteout);
    else if (meaning.kind === 'none') {
      write(nodeOf(folder, last), entry);
      noteLink(entry, parts.length);
    }
  }

  function noteLink(entry: TarEntry, depth: number): void {
    if (entry.type !== '1' && entry.type !== '2') return;
    if (climbsOut(entry.linkPath, entry.type === '1' ? 0 : depth)) note('outward-link', entry.path);
  }

  return {
    take(piece) {
      if (piece.kind === 'entry') begin(piece.entry);
      else if (current < 0) return;
      else if (piece.kind === 'data') sum = crc32(piece.bytes, sum);
      else columns.sum[current] = sum;
    },
    finish() {
      const count = paths.count();
      const where = paths.columns();
      settle({ ...where, ...columns }, count);
      return {
        ...where,
        ...cut(count),
        links: links.cut(),
        totalBytes,
        entries,
        oddities: [...oddities.values()],
      };
    },
  };
}
