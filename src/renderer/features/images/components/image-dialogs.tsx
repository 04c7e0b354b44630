import { lazy } from 'react';
import { useStore } from '../../../shared/lib/store.ts';
import { imageDialog } from '../model/dialogs.ts';
import { useStrayDrops } from './use-stray-drops.ts';

const OpenImageDialog = lazy(() =>
  import('./open-image-dialog.tsx').then((module) => ({ default: module.OpenImageDialog })),
);

/** The dialog that is open, whoever opened it. They come with the first one. */
export function ImageDialogs() {
  const dialog = useStore(imageDialog);
  useStrayDrops();
  return dialog ? <OpenImageDialog dialog={dialog} /> : null;
}
