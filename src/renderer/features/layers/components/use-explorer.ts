/** What the parts of the explorer share: the analysis, the place in it, and how the address changes. */
import { createContext, useContext } from 'react';
import type { AnalysedImage, LayerSource, LayerView } from '../../../../contract/layers.ts';
import type { Place } from '../api/queries.ts';
import type { OpenFolders } from '../model/open-folders.ts';
import type { LayersSearch } from '../model/view.ts';

export interface Explorer {
  readonly source: LayerSource;
  readonly image: AnalysedImage;
  readonly place: Place;
  readonly layer: number;
  readonly view: LayerView;
  readonly search: LayersSearch;
  readonly change: (part: Partial<LayersSearch>) => void;
  /** Of the tree; nothing until a person opens or closes something. They stay from layer to layer. */
  readonly folders: OpenFolders | undefined;
  readonly setFolders: (folders: OpenFolders) => void;
  /** Reads the image anew when the backend has let it go. */
  readonly renew: () => void;
}

export const ExplorerContext = createContext<Explorer | undefined>(undefined);

export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (!explorer) throw new Error('not inside of an explorer');
  return explorer;
}
