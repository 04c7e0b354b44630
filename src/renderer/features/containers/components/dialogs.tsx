import { lazy } from 'react';
import { useStore } from '../../../shared/lib/store.ts';
import { asked } from '../model/asked.ts';

const AskedDialog = lazy(() =>
  import('./asked-dialog.tsx').then((module) => ({ default: module.AskedDialog })),
);

/** The dialogs of this feature, for whichever screen asks. They come with the first question. */
export function ContainerDialogs() {
  const ask = useStore(asked);
  return ask ? <AskedDialog ask={ask} /> : null;
}
