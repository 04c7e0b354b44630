import i18next from 'i18next';
import { Plus, RefreshCw, Server } from 'lucide-react';
import { toProblem } from '../../../contract/errors.ts';
import { api } from '../../shared/lib/client.ts';
import type { Feature } from '../../shared/lib/feature.ts';
import { notify } from '../../shared/lib/notices.ts';
import { HostFormOverlay, PromptsOverlay, UnlockOverlay } from './components/overlays.tsx';
import { hostForm } from './model/host-form.ts';
import { unlockAsk } from './model/unlock-ask.ts';

export const hostsFeature: Feature = {
  name: 'hosts',
  rail: [{ id: 'host', label: 'hosts:page.rail', icon: Server, path: 'about', order: 90 }],
  commands: [
    {
      id: 'hosts.add',
      title: 'hosts:addCommand',
      icon: Plus,
      run: () => hostForm.set({}),
    },
    {
      id: 'hosts.rescan',
      title: 'hosts:rescan',
      icon: RefreshCw,
      run: () => {
        api.hosts.rescan({}).catch((error: unknown) => {
          notify({
            tone: 'failed',
            title: () => i18next.t('hosts:rescanFailed'),
            problem: toProblem(error),
          });
        });
      },
    },
  ],
  overlays: [PromptsOverlay, HostFormOverlay, UnlockOverlay],
  mends: {
    'install-engine': { run: (_mend, { go }) => go('/') },
    // Resolves once it is unlocked: then what was refused is tried again.
    'unlock-host': {
      run: (_mend, { host }) =>
        new Promise((done) => {
          if (host) unlockAsk.set({ host, done });
        }),
    },
  },
};
