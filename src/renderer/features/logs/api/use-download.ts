import { useTranslation } from 'react-i18next';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { takeSaved } from '../../../shared/lib/save-file.ts';
import { useAction } from '../../../shared/lib/use-action.ts';

interface Wanted {
  readonly host: HostId;
  readonly id: ContainerId;
  readonly name: string;
  readonly timestamps: boolean;
}

/** The whole log, also what a window does not keep, as a file. */
export function useDownload() {
  const { t } = useTranslation('logs');
  return useAction({
    run: async ({ host, id, timestamps }: Wanted) =>
      takeSaved(await api.containers.downloadLogs({ host, id, timestamps })),
    done: (kind, { name }) => {
      if (kind === 'cancelled') return undefined;
      const title = t('download.started', { name });
      if (kind === 'url') return { tone: 'info', title };
      const action = { label: t('download.showJob'), run: () => void runCommand('jobs.show') };
      return { tone: 'info', title, action };
    },
    failed: ({ name }) => t('download.failed', { name }),
  });
}
