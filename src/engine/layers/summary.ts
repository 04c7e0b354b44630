/** What the explorer shows first of an image: its history with what each layer brings, and what was odd. */
import type { AnalysedImage, LayerSummary } from '../../contract/layers.ts';
import { flags, kinds, type LayerIndex } from './index/layer-index.ts';
import { type Analysis, pathOf } from './stack/analysis.ts';
import type { Account } from './waste/waste.ts';

type Warning = AnalysedImage['warnings'][number];

const nothing = { added: 0, changed: 0, removed: 0 };

function bytesOf(index: LayerIndex | null): number {
  return index?.totalBytes ?? 0;
}

function layerSummaries({ facts, layers }: Analysis, account: Account): LayerSummary[] {
  return facts.lines.map((line, at) => {
    const { instruction, comment, createdAtMs, builtElsewhere, layer } = line;
    const fact = layer === null ? undefined : facts.layers[layer];
    const digest = fact === undefined || fact.diffId === '' ? null : fact.diffId;
    return {
      ...{ index: at, digest, instruction, comment, createdAtMs, builtElsewhere },
      sizeBytes: layer === null ? 0 : bytesOf(layers[layer]?.index ?? null),
      ...(layer === null ? nothing : (account.counts[layer] ?? nothing)),
      sharedWith: [],
      missing: fact?.missing ?? 'no',
    };
  });
}

function warningsOf(analysis: Analysis, { lost }: Account): Warning[] {
  const { facts, layers, paths } = analysis;
  const line = (layer: number): number | null => layers[layer]?.line ?? null;
  const told = facts.warnings.map(
    ({ kind, example, layer }): Warning => ({ kind, count: 1, example, layer: line(layer) }),
  );
  const odd = layers.flatMap(({ index }, layer) =>
    (index?.oddities ?? []).map((oddity): Warning => ({ ...oddity, layer: line(layer) })),
  );
  const whiteouts = lost.flatMap((nodes, layer): Warning[] => {
    const [first] = nodes;
    if (first === undefined) return [];
    const example = pathOf(paths, first);
    return [{ kind: 'lost-whiteout', count: nodes.length, example, layer: line(layer) }];
  });
  return [...told, ...odd, ...whiteouts];
}

/** Files and links, no folders, with all layers laid on. */
function fileCount({ layers }: Analysis, { final }: Account): number {
  let files = 0;
  for (let node = 1; node < final.owner.length; node += 1) {
    const index = layers[final.owner[node] as number]?.index;
    if (!index) continue;
    const own = final.entry[node] as number;
    if (((index.flag[own] as number) & flags.entry) !== 0 && index.kind[own] !== kinds.folder)
      files += 1;
  }
  return files;
}

export function summaryOf(analysis: Analysis, account: Account): Omit<AnalysedImage, 'analysis'> {
  const { name, imageId, platform, config, others } = analysis.facts;
  return {
    ...{ name, imageId, platform, config },
    sizeBytes: analysis.layers.reduce((sum, { index }) => sum + bytesOf(index), 0),
    files: fileCount(analysis, account),
    layers: layerSummaries(analysis, account),
    efficiency: account.efficiency,
    others: [...others],
    warnings: warningsOf(analysis, account),
  };
}
