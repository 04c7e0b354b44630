import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { doNow } from '../api/begin.ts';
import type { Act, Target } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { Places } from './places.tsx';
import type { QuestionProps } from './question.ts';
import { useCommandText } from './use-command-text.ts';
import { useTitle } from './use-title.ts';

/** A container made with `--rm` is gone once it ends: said before, because nothing brings it back. */
export function LoseDialog(
  props: QuestionProps & { readonly act: Act; readonly lost: readonly Target[] },
) {
  const { t } = useTranslation('containers');
  const { ask, act, lost } = props;
  const title = useTitle(ask.targets);
  const command = useCommandText();
  return (
    <ConfirmDialog
      open
      onClose={closeAsked}
      title={title(act.kind)}
      host={props.host}
      confirm={t('lose.confirm')}
      keep={t('lose.keep')}
      danger
      command={command(act, ask.targets)}
      onConfirm={() => {
        closeAsked();
        doNow(act, ask);
      }}
    >
      <Places {...ask} />
      <p>{t('lose.body', { count: lost.length, names: lost.map((one) => one.name).join(', ') })}</p>
    </ConfirmDialog>
  );
}
