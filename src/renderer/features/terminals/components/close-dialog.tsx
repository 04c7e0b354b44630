import { useTranslation } from 'react-i18next';
import type { Terminal } from '../../../../contract/terminals.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';

export interface CloseDialogProps {
  readonly terminal: Terminal;
  readonly onClose: () => void;
  readonly onEnd: () => void;
}

export function CloseDialog({ terminal, onClose, onEnd }: CloseDialogProps) {
  const { t } = useTranslation('terminals');
  const host = useHost(terminal.target.host);
  const { command, name } = terminal;
  const isLocal = terminal.target.kind === 'local';
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t(isLocal ? 'local.closeTitle' : 'close.title', { command, name })}
      host={host}
      confirm={t('close.confirm')}
      keep={t('close.keep')}
      onConfirm={onEnd}
    >
      <p>{t(isLocal ? 'local.closeBody' : 'close.body', { command, name })}</p>
    </ConfirmDialog>
  );
}
