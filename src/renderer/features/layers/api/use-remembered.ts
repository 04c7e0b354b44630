/** What the backend remembers of layers that were read: how much, and away with it. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import { useAction } from '../../../shared/lib/use-action.ts';

/** It grows with each analysis: asked anew each time it is shown. */
const rememberedQuery = queryOptions({
  queryKey: keys.rememberedLayers,
  queryFn: ({ signal }) => api.layers.remembered({}, { signal }),
  staleTime: 0,
});

export function useRemembered() {
  const { t } = useTranslation('layers');
  const client = useQueryClient();
  const { data } = useQuery(rememberedQuery);
  const forget = useAction({
    run: () => api.layers.forget({}),
    done: () => {
      void client.invalidateQueries({ queryKey: keys.rememberedLayers });
      return { tone: 'done', title: () => t('remembered.forgotten') };
    },
    failed: () => t('remembered.failed'),
  });
  return { remembered: data, forget };
}
