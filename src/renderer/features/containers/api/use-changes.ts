import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import { takeSaved } from '../../../shared/lib/save-file.ts';
import { useAction } from '../../../shared/lib/use-action.ts';

/**
 * No event tells that a file was written: it is asked when the tab opens and when a person asks again, not kept. The
 * engine walks the whole upper layer for it.
 */
export function useChanges(host: HostId, id: ContainerId) {
  return useQuery({
    queryKey: [...keys.object({ host, kind: 'container', id }), 'changes'],
    queryFn: ({ signal }) => api.containers.changes({ host, id }, { signal }),
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

/** Brings one changed path to the person's disk. */
export function useDownloadPath(host: HostId, id: ContainerId) {
  const { t } = useTranslation('containers');
  return useAction({
    run: async (path: string) => takeSaved(await api.containers.downloadPath({ host, id, path })),
    done: (kind, path) => {
      if (kind === 'cancelled') return undefined;
      const title = t('changes.downloading', { path });
      if (kind === 'url') return { tone: 'info', title };
      const action = { label: t('changes.showJob'), run: () => void runCommand('jobs.show') };
      return { tone: 'info', title, action };
    },
    failed: (path) => t('changes.notDownloaded', { path }),
  }).start;
}
