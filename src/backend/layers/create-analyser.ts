/** The worker's side: reads archives, holds analyses and answers with their rows. */
import type { HandlersOf } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage } from '../../contract/layers.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';
import { reveal } from '../../engine/layers/tree/reveal.ts';
import { treePage } from '../../engine/layers/tree/tree-rows.ts';
import { treemapOf } from '../../engine/layers/tree/treemap.ts';
import type { Analyser } from './analyser.ts';
import { type HeldAnalysis, holdAnalysis } from './held-analysis.ts';
import { takeArchive } from './take-archive.ts';

const gone = () => refuse('analysis-gone', 'This analysis was let go. Analyse the image again.');

export function createAnalyser(): HandlersOf<Analyser> {
  const held = new Map<AnalysisId, HeldAnalysis>();

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
    return undefined;
  }

  function hold(
    id: AnalysisId,
    facts: ImageFacts,
    indexes: readonly (LayerIndex | null)[],
  ): AnalysedImage {
    const analysis = holdAnalysis(facts, indexes);
    held.set(id, analysis);
    return { analysis: id, ...analysis.summary };
  }

  return {
    layers: {
      known: async ({ diffIds }) => diffIds.filter((diffId) => indexBy(diffId) !== undefined),
      async compose({ analysis, facts }) {
        const indexes = facts.layers.map(({ diffId }) => {
          const index = indexBy(diffId);
          if (index === undefined) throw refuse('layer-missing', 'A layer is not known any more.');
          return index;
        });
        return hold(analysis, facts, indexes);
      },
      archive: (input, up) =>
        takeArchive(input, up, { indexBy, hold: (facts, all) => hold(input.analysis, facts, all) }),
      async letGo({ analysis }) {
        held.delete(analysis);
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
    },
  };
}
