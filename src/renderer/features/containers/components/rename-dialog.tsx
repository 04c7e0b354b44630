import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContainers } from '../../../shared/lib/rows.ts';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { actOn } from '../api/act.ts';
import { type Act, actCommand, type Target } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { nameFault } from '../model/container-name.ts';
import type { QuestionProps } from './question.ts';
import { useTitle } from './use-title.ts';

export function RenameDialog(props: QuestionProps & { readonly target: Target }) {
  const { ask, host, target } = props;
  const { t } = useTranslation('containers');
  const title = useTitle(ask.targets);
  const { data } = useContainers(target.host);
  const [name, setName] = useState(target.name);
  const [pending, setPending] = useState(false);
  /** A name that the engine found taken, by a container that the list does not show yet. */
  const [refused, setRefused] = useState<string>();
  const wanted = name.trim();
  const fault = refused === wanted ? 'taken' : nameFault(wanted, target.id, data ?? []);
  const act: Act = { kind: 'rename', name: wanted };
  const confirm = async () => {
    setPending(true);
    const done = await actOn({
      target,
      act,
      onProblem: ({ code }) => {
        if (code === 'name-in-use') setRefused(wanted);
        return code === 'name-in-use';
      },
    });
    setPending(false);
    if (done) closeAsked();
  };
  return (
    <ConfirmDialog
      open
      onClose={closeAsked}
      title={title('rename')}
      host={host}
      confirm={t('rename.confirm')}
      disabled={fault !== undefined}
      pending={pending}
      command={fault === undefined ? actCommand(act, [target]) : undefined}
      onConfirm={() => void confirm()}
    >
      <TextField
        label={t('rename.label')}
        hint={t('rename.hint')}
        error={fault === undefined || fault === 'same' ? undefined : t(`rename.${fault}`)}
        value={name}
        onChange={setName}
        mono
        autoFocus
      />
    </ConfirmDialog>
  );
}
