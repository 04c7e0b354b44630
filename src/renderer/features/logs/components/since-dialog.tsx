import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { parseSince, type Since } from '../model/since.ts';

export interface SinceDialogProps {
  readonly since: Since | undefined;
  readonly onSince: (since: Since) => void;
  readonly onClose: () => void;
}

export function SinceDialog({ since, onSince, onClose }: SinceDialogProps) {
  const { t } = useTranslation(['logs', 'common']);
  const formId = useId();
  const [text, setText] = useState(since?.text ?? '');
  const [asked, setAsked] = useState(false);
  const atMs = parseSince(text, Date.now());
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sinceDialog.title')}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button tone="primary" type="submit" form={formId}>
            {t('sinceDialog.show')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
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
      </form>
    </Dialog>
  );
}
