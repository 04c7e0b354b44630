import { closeDialog, type ImageDialog } from '../model/dialogs.ts';
import { referenceOf } from '../model/names.ts';
import { FileDialog } from './file-dialog.tsx';
import { PruneDialog } from './prune-dialog.tsx';
import { PullDialog } from './pull-dialog.tsx';
import { PushDialog } from './push-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RemoveManyDialog } from './remove-many-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

/** The dialog that was asked for. */
export function OpenImageDialog({ dialog }: { readonly dialog: ImageDialog }) {
  const { host } = dialog;
  const common = { host, onClose: closeDialog };
  switch (dialog.kind) {
    case 'pull':
      return <PullDialog {...common} begin={dialog} />;
    case 'file':
      return <FileDialog {...common} begin={dialog} />;
    case 'save':
      return <SaveDialog {...common} images={dialog.images} />;
    case 'send':
      return <SendDialog {...common} images={dialog.images.map(referenceOf)} />;
    case 'push':
      return <PushDialog {...common} image={dialog.image} />;
    case 'tag':
      return <TagDialog {...common} image={dialog.image} />;
    case 'remove':
      return <RemoveDialog {...common} image={dialog.image} name={dialog.name} />;
    case 'prune':
      return <PruneDialog {...common} />;
    case 'remove-many':
      return <RemoveManyDialog {...common} images={dialog.images} />;
  }
}
