import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signals } from '../../../../contract/containers.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { doNow, doUnlessLost } from '../api/begin.ts';
import { type Act, actCommand } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import type { QuestionProps } from './question.ts';
import { useTitle } from './use-title.ts';

/** As the contract takes it. */
const valid = /^(SIG)?[A-Z0-9+-]{1,12}$/;
/** What these usually do; a program may do otherwise with all but KILL. */
const explained: readonly string[] = signals;
/** These leave most programs running. */
const mild = new Set(['SIGHUP', 'SIGUSR1', 'SIGUSR2']);

/** Sends a signal to the main process. */
export function KillDialog({ ask, host }: QuestionProps) {
  const { t } = useTranslation('containers');
  const title = useTitle(ask.targets);
  const [text, setText] = useState<string>('SIGKILL');
  const signal = text.trim().toUpperCase();
  const isValid = valid.test(signal);
  const act: Act = { kind: 'kill', signal };
  const full = signal.startsWith('SIG') ? signal : `SIG${signal}`;
  const confirm = () => {
    closeAsked();
    if (mild.has(full)) doNow(act, ask);
    else void doUnlessLost(act, ask);
  };
  return (
    <ConfirmDialog
      open
      onClose={closeAsked}
      title={title('kill')}
      host={host}
      confirm={t('kill.confirm')}
      danger
      disabled={!isValid}
      command={isValid ? actCommand(act, ask.targets) : undefined}
      onConfirm={confirm}
    >
      <Combobox
        label={t('kill.signal')}
        value={text}
        onChange={setText}
        suggestions={signals}
        mono
        error={isValid ? undefined : t('kill.invalid')}
        hint={explained.includes(full) ? t(`signal.${full}`) : t('signal.other')}
      />
    </ConfirmDialog>
  );
}
