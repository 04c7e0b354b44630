import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { takeSaved } from '../../../shared/lib/save-file.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { nameOf } from '../model/names.ts';

/** By all names, so that the archive brings each of them back; by id where there is none. */
const namesToSave = (images: readonly ImageSummary[]) =>
  images.flatMap((image) => (image.tags.length > 0 ? image.tags : [image.id]));

const told = (images: readonly ImageSummary[]) => images.map(nameOf).join(', ');

/** Saves images as one `docker save` archive. */
export function useSave(host: HostId) {
  const { t } = useTranslation('images');
  const { start } = useAction({
    run: async (images: readonly ImageSummary[]) =>
      takeSaved(await api.images.save({ host, images: namesToSave(images) })),
    done: (kind, images) => {
      if (kind === 'cancelled') return undefined;
      const title = t('save.started', { names: told(images) });
      if (kind === 'url') return { tone: 'info', title, body: t('save.byBrowser') };
      const action = { label: t('save.showJob'), run: () => void runCommand('jobs.show') };
      return { tone: 'info', title, action };
    },
    failed: (images) => t('save.failed', { names: told(images) }),
  });
  return start;
}
