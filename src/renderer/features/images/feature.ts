import {
  ArchiveRestore,
  BrushCleaning,
  CloudDownload,
  HardDriveUpload,
  Layers,
  Sparkles,
} from 'lucide-react';
import type { HostId } from '../../../contract/ids.ts';
import type { Feature, PaletteObject } from '../../shared/lib/feature.ts';
import { imagePath } from '../../shared/lib/image-path.ts';
import { useImages } from '../../shared/lib/rows.ts';
import { ImageDialogs } from './components/image-dialogs.tsx';
import { imageMends } from './mends.ts';
import { type ImageDialog, imageDialog } from './model/dialogs.ts';
import { nameOf, shortId } from './model/names.ts';
import { firstImagePath, imagesPath } from './model/paths.ts';

/** By each of its names: who types one of them must find it. */
function useImageObjects(host: HostId): readonly PaletteObject[] {
  const images = useImages(host).data ?? [];
  return images.flatMap((image) => {
    const names = image.tags.length > 0 ? image.tags : [nameOf(image)];
    return names.map((name) => ({
      id: `${image.id} ${name}`,
      name,
      hint: shortId(image.id),
      path: imagePath(host, image.id),
    }));
  });
}

const open = (dialog: (host: HostId) => ImageDialog) => (context: { host: HostId | undefined }) => {
  if (context.host) imageDialog.set(dialog(context.host));
};

export const imagesFeature: Feature = {
  name: 'images',
  rail: [
    {
      id: 'images',
      label: 'images:title',
      icon: Layers,
      path: 'images',
      order: 20,
      useCount: (host) => useImages(host).data?.length,
    },
  ],
  palette: [{ id: 'images', label: 'images:title', icon: Layers, useObjects: useImageObjects }],
  commands: [
    {
      id: 'images.show',
      title: 'images:commands.show',
      icon: Layers,
      keys: 'g i',
      needsHost: true,
      run: ({ host, go }) => (host ? go(imagesPath(host)) : undefined),
    },
    {
      id: 'images.pull',
      title: 'images:commands.pull',
      icon: CloudDownload,
      keys: 'g p',
      needsHost: true,
      run: open((host) => ({ kind: 'pull', host })),
    },
    {
      id: 'images.load',
      title: 'images:commands.load',
      icon: ArchiveRestore,
      needsHost: true,
      run: open((host) => ({ kind: 'file', what: 'load', host })),
    },
    {
      id: 'images.import',
      title: 'images:commands.import',
      icon: HardDriveUpload,
      needsHost: true,
      run: open((host) => ({ kind: 'file', what: 'import', host })),
    },
    {
      id: 'images.prune',
      title: 'images:commands.prune',
      icon: BrushCleaning,
      needsHost: true,
      run: open((host) => ({ kind: 'prune', host })),
    },
    {
      id: 'images.first',
      title: 'images:commands.first',
      icon: Sparkles,
      needsHost: true,
      run: ({ host, go }) => (host ? go(firstImagePath(host)) : undefined),
    },
  ],
  mends: imageMends,
  overlays: [ImageDialogs],
};
