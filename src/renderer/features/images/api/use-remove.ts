import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { nameOf } from '../model/names.ts';
import { removalTargets } from '../model/removal.ts';

export interface RemovalOrder {
  readonly image: ImageSummary;
  /** Only this name; absent: the whole image. */
  readonly name?: string | undefined;
  readonly force: boolean;
}

/** One target after the other; what the engine did with each, together. */
export async function removeImage(host: HostId, order: RemovalOrder) {
  const { image, name, force } = order;
  const targets = name === undefined ? removalTargets(image, force) : [name];
  const untagged: string[] = [];
  const deleted: string[] = [];
  for (const target of targets) {
    const did = await api.images.remove({ host, image: target, force });
    untagged.push(...did.untagged);
    deleted.push(...did.deleted);
  }
  return { untagged, deleted };
}

/** Removes an image or one of its names; a name that was taken off can be given back. */
export function useRemove(host: HostId, onDone: () => void) {
  const { t } = useTranslation('images');
  const giveBack = useAction({
    run: ({ image, name = '' }: RemovalOrder) =>
      api.images.tag({ host, image: image.id, reference: name }),
    failed: ({ name = '' }) => t('tag.failed', { name }),
  });
  return useAction({
    run: (order: RemovalOrder) => removeImage(host, order),
    done: ({ deleted }, order) => {
      onDone();
      const { image, name } = order;
      if (name !== undefined && deleted.length === 0) {
        return {
          tone: 'done',
          title: () => t('remove.untagged', { name }),
          undo: () => giveBack.start(order),
        };
      }
      return { tone: 'done', title: () => t('remove.done', { name: name ?? nameOf(image) }) };
    },
    failed: ({ image, name }) => t('remove.failed', { name: name ?? nameOf(image) }),
  });
}
