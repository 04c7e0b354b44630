/** What would keep wasted bytes out of an image, told from the instructions and the paths. Each file counts once. */
import type { WasteMend } from '../../../contract/layers.ts';
import { flags, type LayerIndex } from '../index/layer-index.ts';
import { type Analysis, pathOf } from '../stack/analysis.ts';
import { indexAt } from '../stack/state.ts';
import { copiesContext, isCopy, isRun } from './instructions.ts';
import type { Account, WastedFile } from './waste.ts';

type Kind = WasteMend['kind'];

interface Find {
  readonly kind: Kind;
  /** By place, the causing one last. */
  readonly layers: readonly number[];
  readonly node: number;
  readonly bytes: number;
}

/** What package managers keep for the next time, of which there is none in an image. */
const caches =
  /^\/(var\/lib\/apt\/lists|var\/cache\/(apt|apk|yum|dnf|zypp)|(root|home\/[^/]+)\/(\.cache|\.npm)|usr\/local\/share\/\.cache|tmp\/pip-)/;

/** What a build's context holds besides what the image is for. */
const notForImages = /\/(\.git|node_modules)\//;

const mostMends = 20;
const mostExamples = 5;

function sameContent(analysis: Analysis, { final }: Account, file: WastedFile): boolean {
  if (file.kind !== 'replaced' || final.owner[file.node] !== file.causedBy) return false;
  const [a, b] = [indexAt(analysis, file.owner), indexAt(analysis, file.causedBy)];
  const own = final.entry[file.node] as number;
  return a.sizeBytes[file.own] === b.sizeBytes[own] && a.sum[file.own] === b.sum[own];
}

function mendOf(analysis: Analysis, account: Account, file: WastedFile): Kind | null {
  const instruction = (layer: number): string =>
    analysis.facts.lines[analysis.layers[layer]?.line ?? -1]?.instruction ?? '';
  const [from, by] = [instruction(file.owner), instruction(file.causedBy)];
  const path = pathOf(analysis.paths, file.node);
  if (isRun(from) && caches.test(path)) return 'clean-up-in-same-run';
  if (isCopy(from) && isRun(by) && sameContent(analysis, account, file)) return 'copy-chown';
  if (isRun(from) && isRun(by) && file.causedBy === file.owner + 1) return 'merge-runs';
  return file.kind === 'removed' && isRun(by) && (isRun(from) || isCopy(from))
    ? 'multi-stage'
    : null;
}

function ofWaste(analysis: Analysis, account: Account): Find[] {
  return account.files.flatMap((file) => {
    const kind = mendOf(analysis, account, file);
    const layers = [file.owner, file.causedBy];
    return kind === null ? [] : [{ kind, layers, node: file.node, bytes: file.bytes }];
  });
}

function filesOf(index: LayerIndex): number[] {
  const owns: number[] = [];
  for (let own = 1; own < index.flag.length; own += 1) {
    const isEntry = ((index.flag[own] as number) & flags.entry) !== 0;
    if (isEntry && (index.sizeBytes[own] as number) > 0) owns.push(own);
  }
  return owns;
}

/** Files that came with a whole context and belong to the build alone, in view or not. */
function ofContext({ facts, layers, paths }: Analysis, wasted: ReadonlySet<string>): Find[] {
  return layers.flatMap(({ index, nodeOf, line }, layer) => {
    if (index === null || !copiesContext(facts.lines[line]?.instruction ?? '')) return [];
    return filesOf(index).flatMap((own): Find[] => {
      const node = nodeOf[own] as number;
      if (wasted.has(`${layer}:${own}`) || !notForImages.test(pathOf(paths, node))) return [];
      const bytes = index.sizeBytes[own] as number;
      return [{ kind: 'dockerignore', layers: [layer], node, bytes }];
    });
  });
}

function grouped(analysis: Analysis, finds: readonly Find[]): WasteMend[] {
  const groups = new Map<string, Find[]>();
  for (const find of finds) {
    const key = `${find.kind} ${find.layers.join(' ')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [find]);
    else group.push(find);
  }
  return [...groups.values()].map((group) => {
    const largest = group.toSorted((a, b) => b.bytes - a.bytes).slice(0, mostExamples);
    const { kind, layers } = group[0] as Find;
    return {
      kind,
      layers: layers.map((layer) => analysis.layers[layer]?.line ?? layer),
      savedBytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
      examples: largest.map(({ node }) => pathOf(analysis.paths, node)),
    };
  });
}

export function mendsOf(analysis: Analysis, account: Account): WasteMend[] {
  const wasted = new Set(account.files.map(({ owner, own }) => `${owner}:${own}`));
  const mends = grouped(analysis, [...ofWaste(analysis, account), ...ofContext(analysis, wasted)]);
  return mends.sort((a, b) => b.savedBytes - a.savedBytes).slice(0, mostMends);
}
