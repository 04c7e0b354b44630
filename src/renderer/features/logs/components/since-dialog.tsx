import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { parseSince, type Since } from '../model/since.ts';

export interface SinceDialogProps {
  readonly since: Since | undefined;
  readonly onSince: (since: Since) => void;
  readonly onClose: () => void;
}

export function SinceDialog({ since, onSince, onClose }: SinceDialogProps) {
  const { t } = useTranslation('logs');
  const [text, setText] = useState(since?.text ?? '');
  const [asked, setAsked] = useState(false);
  const atMs = parseSince(text, Date.now());
  return (
    <FormDialog
      onClose={onClose}
      title={t('sinceDialog.title')}
      size="small"
      dismissible
      submit={t('sinceDialog.show')}
      onSubmit={() => {
        setAsked(true);
        if (atMs === undefined) return;
        onSince({ text: text.trim(), atMs });
        onClose();
      }}
    >
      <TextField
        label={t('sinceDialog.label')}
        value={text}
        onChange={setText}
        hint={t('sinceDialog.hint')}
        error={asked && atMs === undefined ? t('sinceDialog.wrong') : undefined}
        mono
        autoFocus
      />
    </FormDialog>
  );
}
