import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { takeSaved } from '../../../shared/lib/save-file.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import type { Place } from './queries.ts';

export interface Downloaded {
  readonly node: number;
  readonly name: string;
}

/** A file as it is, a folder as a tar, to the person's own disk. */
export function useDownload(place: Place) {
  const { t } = useTranslation('layers');
  return useAction({
    run: async ({ node }: Downloaded) => takeSaved(await api.layers.download({ ...place, node })),
    failed: ({ name }) => t('download.failed', { name }),
  });
}
