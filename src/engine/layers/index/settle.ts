import { flags, kinds } from './layer-index.ts';

interface Draft {
  readonly parent: Int32Array;
  readonly flag: Uint8Array;
  readonly kind: Uint8Array;
  readonly order: Int32Array;
  readonly sizeBytes: Float64Array;
}

/**
 * A layer may bring a path as a file and then files below it, or the reverse: what came last stands, as when it is
 * unpacked. Then folders without an entry of their own are marked. Parents have smaller numbers than what is in them.
 */
export function settle({ parent, flag, kind, order, sizeBytes }: Draft, count: number): void {
  const latest = order.slice(0, count);
  for (let node = count - 1; node > 0; node -= 1) {
    const folder = parent[node] as number;
    latest[folder] = Math.max(latest[folder] as number, latest[node] as number);
  }
  /** What came before this was taken away with a file that stood in place of its folder. */
  const since = new Int32Array(count);
  for (let node = 0; node < count; node += 1) {
    const above = node === 0 ? 0 : (since[parent[node] as number] as number);
    if ((order[node] as number) < above) {
      flag[node] = 0;
      sizeBytes[node] = 0;
    }
    since[node] = above;
    const isEntry = ((flag[node] as number) & flags.entry) !== 0;
    if (!isEntry || kind[node] === kinds.folder) continue;
    since[node] = Math.max(above, order[node] as number);
    if ((latest[node] as number) <= (order[node] as number)) continue;
    flag[node] = (flag[node] as number) & ~flags.entry;
    kind[node] = kinds.folder;
    sizeBytes[node] = 0;
  }
  for (let node = count - 1; node > 0; node -= 1) {
    if (((flag[node] as number) & (flags.entry | flags.implied)) === 0) continue;
    const folder = parent[node] as number;
    if (((flag[folder] as number) & flags.entry) === 0)
      flag[folder] = (flag[folder] as number) | flags.implied;
  }
}
