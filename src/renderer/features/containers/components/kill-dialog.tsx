import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signals } from '../../../../contract/containers.ts';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { doNow, doUnlessLost } from '../api/begin.ts';
import type { Act } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { Places } from './places.tsx';
import type { QuestionProps } from './question.ts';
import { useCommandText } from './use-command-text.ts';
import { useTitle } from './use-title.ts';

/** As the contract takes it. */
const valid = /^(SIG)?[A-Z0-9+-]{1,12}$/;
/** Most programs go on after these. */
const mild = /^(SIG)?(HUP|USR1|USR2)$/;
const choices = [...signals, 'other'] as const;
type Choice = (typeof choices)[number];

/** Sends a signal to the main process. */
export function KillDialog({ ask, host }: QuestionProps) {
  const { t } = useTranslation('containers');
  const title = useTitle(ask.targets);
  const command = useCommandText();
  const [choice, setChoice] = useState<Choice>('SIGKILL');
  const [typed, setTyped] = useState('');
  const signal = choice === 'other' ? typed.trim().toUpperCase() : choice;
  const isValid = valid.test(signal);
  const act: Act = { kind: 'kill', signal };
  const confirm = () => {
    closeAsked();
    if (mild.test(signal)) doNow(act, ask);
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
      command={isValid ? command(act, ask.targets) : undefined}
      onConfirm={confirm}
    >
      <Places {...ask} />
      <Select
        label={t('kill.signal')}
        value={choice}
        options={choices.map((value) => ({
          value,
          label: value === 'other' ? t('kill.other') : value,
        }))}
        onChange={setChoice}
        hint={t(`signal.${choice}`)}
      />
      {choice === 'other' ? (
        <TextField
          label={t('kill.name')}
          value={typed}
          onChange={setTyped}
          error={isValid || typed === '' ? undefined : t('kill.invalid')}
          mono
        />
      ) : null}
    </ConfirmDialog>
  );
}
