import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { takeSaved } from '../../../shared/lib/save-file.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { nameOf } from '../model/names.ts';
import { type compressions, namesToSave } from '../model/saving.ts';

export interface SaveOrder {
  readonly images: readonly ImageSummary[];
  readonly compression: (typeof compressions)[number];
  readonly platform: string | undefined;
}

const told = ({ images }: SaveOrder) => images.map(nameOf).join(', ');

/** Saves images as one `docker save` archive. */
export function useSave(host: HostId, onDone: () => void) {
  const { t } = useTranslation('images');
  return useAction({
    run: async ({ images, compression, platform }: SaveOrder) => {
      const names = [...namesToSave(images)];
      const order = { host, images: names, compression, ...(platform ? { platform } : {}) };
      return takeSaved(await api.images.save(order));
    },
    done: (kind, order) => {
      if (kind === 'cancelled') return undefined;
      onDone();
      const title = t('save.started', { names: told(order) });
      if (kind === 'url') return { tone: 'info', title, body: t('save.byBrowser') };
      const action = { label: t('save.showJob'), run: () => void runCommand('jobs.show') };
      return { tone: 'info', title, action };
    },
    failed: (order) => t('save.failed', { names: told(order) }),
  });
}
