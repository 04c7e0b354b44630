import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { DockerContext } from '../../../../contract/contexts.ts';
import type { Problem } from '../../../../contract/errors.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { readAgain } from '../api/contexts.ts';
import styles from './contexts.module.css';

export interface ContextDialogProps {
  /** Absent: a new one. */
  readonly context?: DockerContext | undefined;
  readonly onClose: () => void;
}

/** A context of the Docker CLI, new or changed. Its certificates stay as they are. */
export function ContextDialog({ context, onClose }: ContextDialogProps) {
  const { t } = useTranslation(['contexts', 'common']);
  const formId = useId();
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
  const isDescribed = input.description === '' ? [] : ['--description', input.description];
  const words = ['context', context ? 'update' : 'create', ...isDescribed];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(context ? 'contexts:dialog.change' : 'contexts:dialog.create', { name })}
      dismissible={false}
      footer={
        <>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button
            tone="primary"
            type="submit"
            form={formId}
            pending={save.pending}
            disabled={!isReady}
          >
            {t(context ? 'contexts:dialog.save' : 'contexts:dialog.add')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setProblem(undefined);
          if (isReady && !save.pending) save.start();
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
          error={said && !isName ? said : undefined}
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
      </form>
    </Dialog>
  );
}
