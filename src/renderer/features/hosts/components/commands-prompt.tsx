import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import type { AskedProps } from '../model/asked-props.ts';

/** The person's own configuration names programs: they run here, so they are shown first. */
export function CommandsPrompt(props: AskedProps<'commands'>) {
  const { prompt, onAnswer, pending } = props;
  const { t } = useTranslation(['hosts', 'common']);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const cancel = () => onAnswer({ kind: 'cancel' });
  return (
    <Dialog
      open
      onClose={cancel}
      title={t('prompt.commands.title')}
      host={props.host}
      dismissible={false}
      initialFocus={cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={cancel}>
            {t('common:actions.cancel')}
          </Button>
          <Button tone="primary" onClick={() => onAnswer({ kind: 'agree' })} pending={pending}>
            {t('prompt.commands.run')}
          </Button>
        </>
      }
    >
      <p>{t('prompt.commands.body', { address: prompt.address })}</p>
      <CommandPreview command={prompt.commands.join('\n')} label={t('prompt.commands.label')} />
    </Dialog>
  );
}
