import type { AnalysedImage, LayerSource } from '../../../../contract/layers.ts';
import type { CompareSearch } from '../model/view.ts';

export interface ComparedSide {
  readonly source: LayerSource;
  readonly image: AnalysedImage;
}

export interface ComparisonProps {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly search: CompareSearch;
  readonly change: (part: Partial<CompareSearch>) => void;
  readonly renew: () => void;
}
