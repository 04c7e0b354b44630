import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useCommit } from '../api/use-commit.ts';
import type { Target } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { CommitFields } from './commit-fields.tsx';
import { CommitButtons, CommitProgress } from './commit-progress.tsx';

export interface CommitDialogProps {
  readonly host: Host | undefined;
  readonly target: Target;
}

/** Saves a container as an image: the caution and the form, then the job until the image is there. */
export function CommitDialog({ host, target }: CommitDialogProps) {
  const { t } = useTranslation(['containers', 'common']);
  const commit = useCommit(target);
  const form = useId();
  return (
    <Dialog
      open
      onClose={closeAsked}
      title={t('containers:commit.title', { name: target.name })}
      host={host}
      dismissible={commit.started}
      footer={
        commit.started ? (
          <CommitButtons host={target.host} job={commit.job} onAgain={commit.again} />
        ) : (
          <>
            <Button onClick={closeAsked}>{t('common:actions.cancel')}</Button>
            <Button
              tone="primary"
              type="submit"
              form={form}
              pending={commit.pending}
              disabled={!commit.ready}
            >
              {t('containers:commit.confirm')}
            </Button>
          </>
        )
      }
    >
      {commit.started ? (
        <CommitProgress job={commit.job} name={target.name} />
      ) : (
        <CommitFields id={form} target={target} commit={commit} />
      )}
    </Dialog>
  );
}
