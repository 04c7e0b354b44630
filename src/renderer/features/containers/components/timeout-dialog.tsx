import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { NumberField } from '../../../shared/ui/number-field.tsx';
import { doNow, doUnlessLost } from '../api/begin.ts';
import { type Act, usualTimeoutSeconds } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { Places } from './places.tsx';
import type { QuestionProps } from './question.ts';
import { useCommandText } from './use-command-text.ts';
import { useTitle } from './use-title.ts';

/** As long as the contract takes. */
const mostSeconds = 3600;

/** How long a process may take to end before it is killed. */
export function TimeoutDialog(props: QuestionProps & { readonly kind: 'stop' | 'restart' }) {
  const { t } = useTranslation('containers');
  const { ask, host, kind } = props;
  const title = useTitle(ask.targets);
  const command = useCommandText();
  const [seconds, setSeconds] = useState<number | null>(usualTimeoutSeconds);
  const act: Act = { kind, timeoutSeconds: seconds ?? usualTimeoutSeconds };
  const confirm = () => {
    closeAsked();
    if (kind === 'stop') void doUnlessLost(act, ask);
    else doNow(act, ask);
  };
  return (
    <ConfirmDialog
      open
      onClose={closeAsked}
      title={title(kind)}
      host={host}
      confirm={t(`offer.${kind}`)}
      disabled={seconds === null}
      command={command(act, ask.targets)}
      onConfirm={confirm}
    >
      <Places {...ask} />
      <NumberField
        label={t('timeout.label')}
        hint={t('timeout.hint')}
        unit={t('timeout.unit')}
        value={seconds}
        onChange={setSeconds}
        min={0}
        max={mostSeconds}
      />
    </ConfirmDialog>
  );
}
