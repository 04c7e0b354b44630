/**
 * `dive`'s efficiency, as in its dive/filetree/efficiency.go (read at commit 07ce9a2), so that its users can compare:
 *
 *   score = Σ over paths of the smallest size / Σ over paths of the sum of sizes
 *
 * A path appears once for each layer whose own tree ends in it. A removed file counts as an appearance of size 0, a
 * removed folder as one with the size of all that was in it. `wasted` is the sum over the paths that appear more
 * than once, of all their appearances, the one in use among them.
 *
 * Ours differs: it counts bytes that are in no container's sight, each once and whatever the path's other sizes; the
 * files of a removed folder by themselves; and a file whose hard link is still visible not at all.
 */
import { flags, kinds, type LayerIndex } from '../index/layer-index.ts';
import type { Analysis, StackedLayer } from '../stack/analysis.ts';
import { indexAt, type State } from '../stack/state.ts';

export interface DiveCount {
  /** To be called before a layer is laid on `state`. */
  before(state: State): void;
  result(): { dive: number; diveWastedBytes: number };
}

function leavesOf({ parent }: LayerIndex): Uint8Array {
  const leaf = new Uint8Array(parent.length).fill(1);
  for (let node = 1; node < parent.length; node += 1) leaf[parent[node] as number] = 0;
  return leaf;
}

export function countLikeDive(analysis: Analysis): DiveCount {
  const { count, childStart, children } = analysis.paths;
  const sum = new Float64Array(count);
  const least = new Float64Array(count).fill(-1);
  const appearances = new Uint16Array(count);

  function appear(node: number, bytes: number): void {
    sum[node] = (sum[node] as number) + bytes;
    const smallest = least[node] as number;
    if (smallest < 0 || bytes < smallest) least[node] = bytes;
    appearances[node] = (appearances[node] as number) + 1;
  }

  function visibleBytes(state: State, top: number): number {
    let bytes = 0;
    const stack = [top];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const owner = state.owner[node] as number;
      if (owner === -1) continue;
      bytes += indexAt(analysis, owner).sizeBytes[state.entry[node] as number] as number;
      for (let at = childStart[node] as number; at < (childStart[node + 1] as number); at += 1) {
        stack.push(children[at] as number);
      }
    }
    return bytes;
  }

  function hiddenBytes(state: State, node: number): number {
    const owner = state.owner[node] as number;
    if (owner === -1) return 0;
    const kind = indexAt(analysis, owner).kind[state.entry[node] as number];
    return kind === kinds.folder ? visibleBytes(state, node) : 0;
  }

  return {
    before(state) {
      const { index, nodeOf } = analysis.layers[state.layers] as StackedLayer;
      if (index === null) return;
      const leaf = leavesOf(index);
      for (let own = 1; own < nodeOf.length; own += 1) {
        const node = nodeOf[own] as number;
        const flag = index.flag[own] as number;
        if ((flag & flags.whiteout) !== 0) appear(node, hiddenBytes(state, node));
        if ((flag & flags.entry) !== 0 && leaf[own] === 1) {
          appear(node, index.sizeBytes[own] as number);
        }
      }
    },
    result() {
      let smallest = 0;
      let all = 0;
      let wasted = 0;
      for (let node = 1; node < count; node += 1) {
        if (appearances[node] === 0) continue;
        smallest += least[node] as number;
        all += sum[node] as number;
        if ((appearances[node] as number) > 1) wasted += sum[node] as number;
      }
      return { dive: all === 0 ? 1 : smallest / all, diveWastedBytes: wasted };
    },
  };
}
