import type { AnalysisId } from '../../contract/ids.ts';
import { compareImages } from '../../engine/layers/compare/compare.ts';
import { type Comparing, compareTreeOf } from '../../engine/layers/compare/compare-rows.ts';
import type { Tree } from '../../engine/layers/tree/rows.ts';
import type { HeldAnalysis } from './held-analysis.ts';

interface Pair {
  readonly left: AnalysisId;
  readonly right: AnalysisId;
}

interface HeldComparison extends Pair {
  readonly comparing: Comparing;
  readonly tree: Tree;
}

export interface Comparisons {
  of(pair: Pair, get: (id: AnalysisId) => HeldAnalysis): HeldComparison;
  letGo(id: AnalysisId): void;
}

/** The one in view, and its other direction. */
const kept = 2;

export function createComparisons(): Comparisons {
  let held: HeldComparison[] = [];
  return {
    of({ left, right }, get) {
      const known = held.find((one) => one.left === left && one.right === right);
      if (known !== undefined) return known;
      const side = (id: AnalysisId) => {
        const { analysis, account } = get(id);
        return { analysis, final: account.final };
      };
      const sides = { left: side(left), right: side(right) };
      const comparing = { ...sides, compared: compareImages(sides.left, sides.right) };
      const found = { left, right, comparing, tree: compareTreeOf(comparing) };
      held = [found, ...held].slice(0, kept);
      return found;
    },
    letGo(id) {
      held = held.filter(({ left, right }) => left !== id && right !== id);
    },
  };
}
