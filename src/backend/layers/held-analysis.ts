/** One analysis in the worker, with what was asked of it last. */
import type { AnalysedImage, LayerView } from '../../contract/layers.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';
import { type Analysis, analyse } from '../../engine/layers/stack/analysis.ts';
import { type View, viewOf } from '../../engine/layers/stack/view.ts';
import { summaryOf } from '../../engine/layers/summary.ts';
import type { Tree } from '../../engine/layers/tree/rows.ts';
import { treeOf } from '../../engine/layers/tree/tree-rows.ts';
import { type Account, accountOf } from '../../engine/layers/waste/waste.ts';
import { type WasteTable, wasteTable } from '../../engine/layers/waste/waste-page.ts';

export interface HeldAnalysis {
  readonly analysis: Analysis;
  readonly account: Account;
  readonly summary: Omit<AnalysedImage, 'analysis'>;
  view(layer: number, kind: LayerView): { view: View; tree: Tree };
  waste(): WasteTable;
}

/** A person looks at one layer, then the next, and back. */
const viewsKept = 3;

export function holdAnalysis(
  facts: ImageFacts,
  indexes: readonly (LayerIndex | null)[],
): HeldAnalysis {
  const analysis = analyse(facts, indexes);
  const account = accountOf(analysis);
  const views = new Map<string, { view: View; tree: Tree }>();
  let table: WasteTable | undefined;
  return {
    analysis,
    account,
    summary: summaryOf(analysis, account),
    view(layer, kind) {
      const key = `${kind} ${layer}`;
      let found = views.get(key);
      if (found === undefined) {
        const view = viewOf(analysis, layer, kind);
        found = { view, tree: treeOf(view) };
      }
      // The last one used stands last.
      views.delete(key);
      views.set(key, found);
      const [oldest] = views.keys();
      if (views.size > viewsKept && oldest !== undefined) views.delete(oldest);
      return found;
    },
    waste() {
      table ??= wasteTable(analysis, account);
      return table;
    },
  };
}
