import i18next from 'i18next';
import { RefreshCw } from 'lucide-react';
import { toProblem } from '../../../contract/errors.ts';
import { api } from '../../shared/lib/client.ts';
import type { Feature } from '../../shared/lib/feature.ts';
import { notify } from '../../shared/lib/notices.ts';

export const hostsFeature: Feature = {
  name: 'hosts',
  commands: [
    {
      id: 'hosts.rescan',
      title: 'hosts:rescan',
      icon: RefreshCw,
      run: () => {
        api.hosts.rescan({}).catch((error: unknown) => {
          notify({
            tone: 'failed',
            title: i18next.t('hosts:rescanFailed'),
            problem: toProblem(error),
          });
        });
      },
    },
  ],
  mends: { 'install-engine': { run: (_mend, { go }) => go('/') } },
};
