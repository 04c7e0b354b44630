/** What one layer brings, without its bytes: columns by node, to be held in memory and on disk. */
import type { PathColumns } from './path-table.ts';

/** In the order of the contract's `EntryKind`. */
export const kinds = {
  file: 0,
  folder: 1,
  symlink: 2,
  hardlink: 3,
  charDevice: 4,
  blockDevice: 5,
  fifo: 6,
} as const;

export const flags = {
  /** The layer holds an entry for the path; without it the node only leads to others. */
  entry: 1,
  /** `.wh.NAME`: what lower layers hold there is hidden. */
  whiteout: 2,
  /** `.wh..wh..opq`: what lower layers hold in it is hidden. */
  opaque: 4,
  /** No entry, but one below: a folder all the same. */
  implied: 8,
} as const;

export type OddKind = 'outward-path' | 'outward-link' | 'bad-name';

export interface Oddity {
  readonly kind: OddKind;
  count: number;
  /** The first of them. */
  readonly example: string;
}

export interface LayerIndex extends PathColumns {
  readonly flag: Uint8Array;
  readonly kind: Uint8Array;
  readonly mode: Uint16Array;
  readonly uid: Uint32Array;
  readonly gid: Uint32Array;
  readonly sizeBytes: Float64Array;
  /** NaN where there is no entry. */
  readonly modifiedAtMs: Float64Array;
  /** CRC-32 of the content: tells equal from different, proves nothing. */
  readonly sum: Uint32Array;
  /** Where each link's target lies in `links`; both ends are equal for what is none. */
  readonly linkStart: Uint32Array;
  readonly linkEnd: Uint32Array;
  readonly links: Uint8Array;
  /** Of all entries' content, twice where the layer holds a path twice. */
  readonly totalBytes: number;
  readonly entries: number;
  readonly oddities: readonly Oddity[];
}

export function linkOf(index: LayerIndex, node: number): Uint8Array {
  return index.links.subarray(index.linkStart[node], index.linkEnd[node]);
}
