import { useRouter } from '@tanstack/react-router';
import {
  Copy,
  Download,
  Fingerprint,
  Layers,
  Play,
  RefreshCw,
  Send,
  Tag,
  Trash2,
  Upload,
  X,
} from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { copyText } from '../../../shared/lib/clipboard.ts';
import { imageLayersPath } from '../../../shared/lib/layer-address.ts';
import type { RowAction } from '../../../shared/ui/data-table/types.ts';
import { imageDialog } from '../model/dialogs.ts';
import type { ImageRow } from '../model/image-rows.ts';
import { firstName, referenceOf } from '../model/names.ts';
import { runPath } from '../model/paths.ts';

/** What can be done with one image: the same in the row, its menu and its detail. */
export function useImageActions(host: HostId): (row: ImageRow) => readonly RowAction[] {
  const { t } = useTranslation('images');
  const router = useRouter();
  return useCallback(
    ({ image, name }) => {
      const first = firstName(image);
      const named = first === undefined ? { disabled: true, reason: t('actions.needsName') } : {};
      return [
        {
          id: 'run',
          label: t('actions.run'),
          icon: Play,
          inRow: true,
          key: 'KeyR',
          run: () => void router.history.push(runPath(host, referenceOf(image))),
        },
        {
          id: 'layers',
          label: t('actions.layers'),
          icon: Layers,
          inRow: true,
          key: 'KeyL',
          run: () => void router.history.push(imageLayersPath(host, referenceOf(image))),
        },
        {
          id: 'tag',
          label: t('actions.tag'),
          icon: Tag,
          inRow: true,
          key: 'KeyT',
          run: () => imageDialog.set({ kind: 'tag', host, image }),
        },
        {
          id: 'save',
          label: t('actions.save'),
          icon: Download,
          inRow: true,
          key: 'KeyS',
          run: () => imageDialog.set({ kind: 'save', host, images: [image] }),
        },
        {
          id: 'send',
          label: t('actions.send'),
          icon: Send,
          run: () => imageDialog.set({ kind: 'send', host, images: [image] }),
        },
        {
          id: 'pull',
          label: t('actions.pullAgain'),
          icon: RefreshCw,
          ...named,
          run: () => imageDialog.set({ kind: 'pull', host, reference: first }),
        },
        {
          id: 'push',
          label: t('actions.push'),
          icon: Upload,
          key: 'KeyP',
          run: () => imageDialog.set({ kind: 'push', host, image }),
        },
        {
          id: 'copy-name',
          label: t('actions.copyName'),
          icon: Copy,
          key: 'KeyC',
          startsGroup: true,
          run: () => void copyText(first ?? name),
        },
        {
          id: 'copy-id',
          label: t('actions.copyId'),
          icon: Fingerprint,
          run: () => void copyText(image.id),
        },
        ...(image.tags.length > 1
          ? [
              {
                id: 'untag',
                label: t('actions.untag'),
                icon: X,
                startsGroup: true,
                run: () => imageDialog.set({ kind: 'remove', host, image, name: first }),
              },
            ]
          : []),
        {
          id: 'remove',
          label: t('actions.remove'),
          icon: Trash2,
          inRow: true,
          danger: true,
          disabled: image.intermediate,
          reason: image.intermediate ? t('intermediate.notRemoved') : undefined,
          key: 'Delete',
          startsGroup: image.tags.length < 2,
          run: () => imageDialog.set({ kind: 'remove', host, image }),
        },
      ];
    },
    [host, router, t],
  );
}
