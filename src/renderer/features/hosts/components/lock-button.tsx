import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { useShownHost } from '../../../shared/lib/current-host.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';

/** Beside a production host's name: whether it may be changed from here, and how to change that. */
export function LockButton() {
  const { t } = useTranslation('hosts');
  const host = useHost(useShownHost());
  const [asks, setAsks] = useState(false);
  const unlock = useAction({
    run: async () => host && api.hosts.unlock({ host: host.id, name: host.label }),
    failed: () => t('lock.failed'),
    done: () => {
      setAsks(false);
      return undefined;
    },
  });
  const lock = useAction({
    run: async () => host && api.hosts.lock({ host: host.id }),
    failed: () => t('lock.failed'),
  });
  if (!host?.production) return null;
  return (
    <>
      <Button
        tone="plain"
        icon={host.unlocked ? LockOpen : Lock}
        tip={t(host.unlocked ? 'lock.openTip' : 'lock.closedTip')}
        onClick={() => (host.unlocked ? lock.start() : setAsks(true))}
      >
        {t(host.unlocked ? 'lock.open' : 'lock.closed')}
      </Button>
      <ConfirmDialog
        open={asks}
        onClose={() => setAsks(false)}
        title={t('lock.title', { host: host.label })}
        host={host}
        confirm={t('lock.confirm')}
        danger
        typed={host.label}
        pending={unlock.pending}
        onConfirm={() => unlock.start()}
      >
        <p>{t('lock.body')}</p>
      </ConfirmDialog>
    </>
  );
}
