import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { askRegistriesAgain } from '../../../shared/lib/registry-logins.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';

export interface PlainDialogProps {
  readonly registry: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Agrees that Longshore speaks with a registry without encryption. What an engine does is its own setting. */
export function PlainDialog({ registry, onDone, onClose }: PlainDialogProps) {
  const { t } = useTranslation('registries');
  const agree = useAction({
    run: () => api.registries.agreeToPlain({ registry, agreed: true }),
    failed: () => t('registries:plain.failed', { name: registry }),
    done: () => {
      void askRegistriesAgain();
      onDone();
      return undefined;
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('registries:plain.title', { name: registry })}
      confirm={t('registries:plain.confirm')}
      danger
      pending={agree.pending}
      onConfirm={() => agree.start()}
    >
      <p>{t('registries:plain.body')}</p>
      <p>{t('registries:plain.engine')}</p>
    </ConfirmDialog>
  );
}
