/** Which dialog about images is open. Commands, rows, mends and a drop of files open them. */
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { createStore } from '../../../shared/lib/store.ts';

export type FileKind = 'load' | 'import';

export type ImageDialog = { readonly host: HostId } & (
  | {
      readonly kind: 'pull';
      readonly reference?: string | undefined;
      /** Puts the focus on the mirror: the default registry was not reached. */
      readonly askMirror?: boolean | undefined;
      /** A pull that runs already. */
      readonly job?: JobId | undefined;
    }
  | { readonly kind: 'file'; readonly what: FileKind; readonly file?: File | undefined }
  | { readonly kind: 'save'; readonly images: readonly ImageSummary[] }
  | { readonly kind: 'send'; readonly images: readonly ImageSummary[] }
  | {
      readonly kind: 'push';
      readonly image: ImageSummary;
    }
  | { readonly kind: 'tag'; readonly image: ImageSummary }
  | {
      readonly kind: 'remove';
      readonly image: ImageSummary;
      /** This name only. Absent: the whole image. */
      readonly name?: string | undefined;
    }
  | { readonly kind: 'prune' }
  | { readonly kind: 'remove-many'; readonly images: readonly ImageSummary[] }
);

export const imageDialog = createStore<ImageDialog | null>(null);
export const closeDialog = () => imageDialog.set(null);
