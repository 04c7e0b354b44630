import { lazy } from 'react';
import { useStore } from '../../../shared/lib/store.ts';
import { openAsk } from '../model/places.ts';

const OpenDialog = lazy(() =>
  import('./open-dialog.tsx').then((module) => ({ default: module.OpenDialog })),
);

/** Always mounted; the dialog comes when it is first asked for. */
export function OpenDialogHost() {
  const ask = useStore(openAsk);
  return ask ? <OpenDialog key={ask.container ?? ''} ask={ask} /> : null;
}
