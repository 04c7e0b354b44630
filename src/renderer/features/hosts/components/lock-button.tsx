import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { useShownHost } from '../../../shared/lib/current-host.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { unlockAsk } from '../model/unlock-ask.ts';

/** Beside a production host's name: whether it may be changed from here, and how to change that. */
export function LockButton() {
  const { t } = useTranslation('hosts');
  const host = useHost(useShownHost());
  const lock = useAction({
    run: async () => host && api.hosts.lock({ host: host.id }),
    failed: () => t('lock.failed'),
  });
  if (!host?.production) return null;
  return (
    <Button
      tone="plain"
      icon={host.unlocked ? LockOpen : Lock}
      tip={t(host.unlocked ? 'lock.openTip' : 'lock.closedTip')}
      onClick={() => (host.unlocked ? lock.start() : unlockAsk.set({ host: host.id }))}
    >
      {t(host.unlocked ? 'lock.open' : 'lock.closed')}
    </Button>
  );
}
