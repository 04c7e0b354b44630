import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { DockerContext } from '../../../../contract/contexts.ts';
import type { Problem } from '../../../../contract/errors.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { readAgain } from '../api/contexts.ts';

export interface ContextDialogProps {
  /** Absent: a new one. */
  readonly context?: DockerContext | undefined;
  readonly onClose: () => void;
}

/** A context of the Docker CLI, new or changed. Its certificates stay as they are. */
export function ContextDialog({ context, onClose }: ContextDialogProps) {
  const { t } = useTranslation('contexts');
  const [name, setName] = useState(context?.name ?? '');
  const [address, setAddress] = useState(context?.address ?? '');
  const [description, setDescription] = useState(context?.description ?? '');
  const [problem, setProblem] = useState<Problem>();
  const input = { name: name.trim(), address: address.trim(), description: description.trim() };
  const save = useAction({
    run: () => (context ? api.contexts.update(input) : api.contexts.create(input)),
    failed: () => t('contexts:dialog.failed'),
    onProblem: (found) => {
      setProblem(found);
      return true;
    },
    done: () => {
      onClose();
      void readAgain();
      return undefined;
    },
  });
  const isReady = input.name !== '' && input.address !== '';
  const said = problem && (problem.detail ?? problemText(problem).sentence);
  const isName = problem?.code === 'name-in-use' || problem?.facts?.field === 'name';
  const isAddress = problem?.facts?.field === 'address';
  const isDescribed = input.description === '' ? [] : ['--description', input.description];
  const words = ['context', context ? 'update' : 'create', ...isDescribed];
  return (
    <FormDialog
      onClose={onClose}
      title={t(context ? 'contexts:dialog.change' : 'contexts:dialog.create', { name })}
      submit={t(context ? 'contexts:dialog.save' : 'contexts:dialog.add')}
      ready={isReady}
      pending={save.pending}
      problem={isName || isAddress ? undefined : problem}
      onSubmit={() => {
        setProblem(undefined);
        save.start();
      }}
    >
      <TextField
        label={t('contexts:columns.name')}
        value={name}
        onChange={setName}
        disabled={context !== undefined}
        hint={context ? undefined : t('contexts:dialog.nameHint')}
        error={isName ? said : undefined}
        autoFocus={!context}
        mono
      />
      <TextField
        label={t('contexts:columns.address')}
        hint={t('contexts:dialog.addressHint')}
        value={address}
        onChange={setAddress}
        error={isAddress ? said : undefined}
        mono
      />
      <TextField
        label={t('contexts:columns.description')}
        value={description}
        onChange={setDescription}
      />
      <CommandPreview
        command={dockerLine([...words, '--docker', `host=${input.address}`, input.name])}
      />
    </FormDialog>
  );
}
