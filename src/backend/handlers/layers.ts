import { refuse } from '../../contract/errors.ts';
import type { HandlersFor } from './handlers-for.ts';

/** Replaced with the analyser. */
export function layerHandlers(): HandlersFor<'layers'> {
  const no = (): never => {
    throw refuse('not-supported', 'Not built yet.');
  };
  return {
    ...{ analyse: no, upload: no, tree: no, reveal: no, treemap: no, waste: no, file: no },
    ...{ download: no, compare: no, compareTree: no, remembered: no, forget: no },
  };
}
