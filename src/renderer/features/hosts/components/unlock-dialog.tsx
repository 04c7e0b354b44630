import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { type UnlockAsk, unlockAsk } from '../model/unlock-ask.ts';

/** A production host may be changed from here once its name was typed. */
export function UnlockDialog({ ask }: { readonly ask: UnlockAsk }) {
  const { t } = useTranslation('hosts');
  const host = useHost(ask.host);
  const close = () => unlockAsk.set(undefined);
  const unlock = useAction({
    run: async () => host && api.hosts.unlock({ host: host.id, name: host.label }),
    failed: () => t('lock.failed'),
    done: () => {
      close();
      ask.done?.();
      return undefined;
    },
  });
  if (!host) return null;
  return (
    <ConfirmDialog
      open
      onClose={close}
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
  );
}
