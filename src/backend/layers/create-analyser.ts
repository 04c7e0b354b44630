/** The worker's side: reads archives, holds analyses and answers with their rows. */
import type { HandlersOf } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage } from '../../contract/layers.ts';
import { readLayer } from '../../engine/layers/archive/layer-reader.ts';
import { comparePage } from '../../engine/layers/compare/compare-rows.ts';
import { download, planDownload } from '../../engine/layers/extract/download.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';
import { broken } from '../../engine/layers/limits.ts';
import { reveal } from '../../engine/layers/tree/reveal.ts';
import { treePage } from '../../engine/layers/tree/tree-rows.ts';
import { treemapOf } from '../../engine/layers/tree/treemap.ts';
import type { Analyser } from './analyser.ts';
import { type HeldAnalysis, holdAnalysis } from './held-analysis.ts';
import { createComparisons } from './held-comparisons.ts';
import type { LayerFiles } from './layer-files.ts';
import { createLayerPlaces } from './layer-places.ts';
import { takeArchive } from './take-archive.ts';
import { fileWants, takeFiles } from './take-file.ts';

const gone = () => refuse('analysis-gone', 'This analysis was let go. Analyse the image again.');

/** `bytesOn`: what comes over the lane of a number. */
export function createAnalyser(
  files: LayerFiles,
  bytesOn: (lane: number) => AsyncIterable<Uint8Array>,
): HandlersOf<Analyser> {
  const held = new Map<AnalysisId, HeldAnalysis>();
  const comparisons = createComparisons();
  const places = createLayerPlaces();
  /** Read from the disk for an analysis that begins. */
  const ready = new Map<string, LayerIndex>();
  let saving: Promise<void> = Promise.resolve();
  let forgotten = 0;

  function get(id: AnalysisId): HeldAnalysis {
    const found = held.get(id);
    if (found === undefined) throw gone();
    return found;
  }

  function indexBy(diffId: string): LayerIndex | undefined {
    for (const { analysis } of held.values()) {
      const at = analysis.facts.layers.findIndex((layer) => layer.diffId === diffId);
      const index = analysis.layers[at]?.index;
      if (index) return index;
    }
    return ready.get(diffId);
  }

  async function isKnown(diffId: string): Promise<boolean> {
    if (indexBy(diffId) !== undefined) return true;
    const index = await files.load(diffId);
    if (index !== undefined) ready.set(diffId, index);
    return index !== undefined;
  }

  function hold(
    id: AnalysisId,
    facts: ImageFacts,
    indexes: readonly (LayerIndex | null)[],
  ): AnalysedImage {
    const analysis = holdAnalysis(facts, indexes);
    held.set(id, analysis);
    for (const { diffId } of facts.layers) ready.delete(diffId);
    return { analysis: id, ...analysis.summary };
  }

  /** After the image is shown: a disk is slower than a person's eye. */
  function remember(diffIds: readonly string[], read: readonly (LayerIndex | null)[]): void {
    const before = forgotten;
    saving = saving.then(async () => {
      for (const [at, index] of read.entries()) {
        if (index !== null && before === forgotten) {
          await files.save(diffIds[at] ?? '', index);
        }
      }
    });
  }

  return {
    layers: {
      async known({ diffIds }) {
        const known: string[] = [];
        for (const diffId of new Set(diffIds)) if (await isKnown(diffId)) known.push(diffId);
        return known;
      },
      async compose({ analysis, facts }) {
        const indexes = facts.layers.map(({ diffId, missing }) => {
          const index = indexBy(diffId) ?? (missing === 'no' ? undefined : null);
          if (index === undefined) throw refuse('layer-missing', 'A layer is not known any more.');
          return index;
        });
        return hold(analysis, facts, indexes);
      },
      archive: (input) =>
        takeArchive(input, bytesOn(input.lane), {
          ...{ indexBy, places },
          hold(facts, read) {
            const indexes = read.map((index, at) => {
              const { diffId = '', missing } = facts.layers[at] ?? {};
              return index ?? (missing === 'no' ? (indexBy(diffId) ?? null) : null);
            });
            const image = hold(input.analysis, facts, indexes);
            remember(
              facts.layers.map(({ diffId }) => diffId),
              read,
            );
            return image;
          },
        }),
      async *layer({ diffId, lane }) {
        const { index, diffId: found } = await readLayer(bytesOn(lane));
        if (index === null) throw broken('the layer is no tar that can be read');
        if (diffId !== null && diffId !== found) {
          throw broken('the layer is another than was named');
        }
        ready.set(found, index);
        if (diffId !== null) remember([diffId], [index]);
        yield { diffId: found };
      },
      fileWants: async ({ analysis, ...wish }) => fileWants(get(analysis).analysis, wish),
      async *file({ analysis: id, lane, ...wish }) {
        yield await takeFiles(get(id).analysis, wish, bytesOn(lane));
      },
      async downloadPlan({ analysis, layer, view: kind, node }) {
        return planDownload(get(analysis).view(layer, kind).view, node);
      },
      download({ analysis, layer, view: kind, lane, ...wish }) {
        return download(get(analysis).view(layer, kind).view, wish, bytesOn(lane));
      },
      async letGo({ analysis }) {
        held.delete(analysis);
        comparisons.letGo(analysis);
        return {};
      },
      async tree({ analysis, layer, view: kind, ...page }) {
        const { view, tree } = get(analysis).view(layer, kind);
        return treePage(view, tree, page);
      },
      async reveal({ analysis, layer, view: kind, node, ...shape }) {
        return reveal(get(analysis).view(layer, kind).tree, shape, node);
      },
      async treemap({ analysis, layer, view: kind, folder, most }) {
        const { view, tree } = get(analysis).view(layer, kind);
        return treemapOf(view, tree, { folder: folder ?? 0, most });
      },
      waste: async ({ analysis, from, count }) => get(analysis).waste().page(from, count),
      async compare({ left, right }) {
        return comparisons.of({ left, right }, get).comparing.compared.comparison;
      },
      async compareTree({ left, right, ...page }) {
        const { comparing, tree } = comparisons.of({ left, right }, get);
        return comparePage(comparing, tree, page);
      },
      remembered: () => files.remembered(),
      async forget() {
        ready.clear();
        // What was read before is not written after.
        forgotten += 1;
        await saving;
        await files.forget();
        return {};
      },
    },
  };
}
