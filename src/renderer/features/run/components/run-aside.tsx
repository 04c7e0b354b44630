import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerRunLine } from '../../../../contract/command-line.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { JobProgress, JobSteps } from '../../../shared/ui/job-progress.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import type { Run } from '../api/use-run.ts';
import { focusField } from '../model/focus-field.ts';
import { changeDraft } from '../model/form.ts';
import { specOf } from '../model/spec.ts';
import styles from './run.module.css';
import { useRunForm } from './use-run-form.ts';

/** What stands for an image that is not said yet. */
const noImage = 'IMAGE';

/** The line as it grows; what looks like a secret is hidden until asked, and always copied. */
function Command() {
  const { t } = useTranslation('run');
  const { draft } = useRunForm();
  const [shown, setShown] = useState(false);
  const given = specOf(draft, { start: true });
  const spec = { ...given, image: given.image || noImage };
  const open = dockerRunLine(spec, { secrets: 'shown' });
  const closed = dockerRunLine(spec);
  const hides = open !== closed;
  return (
    <section aria-label={t('line.title')} className={styles.block}>
      <div className={styles.blockHead}>
        <h2>{t('line.title')}</h2>
        {hides ? (
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={t(shown ? 'line.hide' : 'line.show')}
            pressed={shown}
            small
            onClick={() => setShown(!shown)}
          />
        ) : null}
      </div>
      <CommandPreview
        command={shown ? open : closed}
        copied={open}
        copyLabel={hides ? t('line.copyAll') : undefined}
      />
    </section>
  );
}

function Progress({ run }: { readonly run: Run }) {
  const { t } = useTranslation('run');
  const { job } = run;
  return (
    <section aria-label={t('progress')} className={styles.block}>
      {job ? <JobProgress job={job} /> : <p>{t('sending')}</p>}
      {job && job.steps.length > 0 ? <JobSteps job={job} /> : null}
    </section>
  );
}

function Leftover({ run }: { readonly run: Run }) {
  const { t } = useTranslation('run');
  const { form } = useRunForm();
  const { leftover } = useStore(form);
  if (!leftover) return null;
  const keep = () => form.set((now) => ({ ...now, leftover: undefined }));
  return (
    <div className={styles.block}>
      <p>{t('leftover.text', { name: leftover.name })}</p>
      <div className={styles.buttons}>
        <Button onClick={keep}>{t('leftover.keep')}</Button>
        <Button onClick={run.removeLeftover}>{t('leftover.remove')}</Button>
      </div>
    </div>
  );
}

function Failure({ run, onSubmit }: RunAsideProps) {
  const { form, failed } = useRunForm();
  const { failure } = useStore(form);
  if (!failure) return null;
  const toField = () => {
    if (failed) focusField(failed.field);
  };
  return (
    <>
      <ProblemView
        problem={failure.problem}
        onRetry={() => onSubmit(true)}
        onMend={{
          'choose-port': toField,
          'choose-name': toField,
          'pull-image': () => {
            changeDraft(form, { pull: 'missing' });
            onSubmit(true);
          },
        }}
      />
      <Leftover run={run} />
    </>
  );
}

export interface RunAsideProps {
  readonly run: Run;
  readonly onSubmit: (start: boolean) => void;
}

/** Beside the form: the command, how far it is or why it failed, and the buttons. */
export function RunAside(props: RunAsideProps) {
  const { t } = useTranslation(['run', 'common']);
  const { run, onSubmit } = props;
  const { form } = useRunForm();
  const { failure } = useStore(form);
  return (
    <aside className={styles.aside} aria-label={t('run:aside')}>
      <div className={styles.asideBody}>
        <Command />
        {run.running ? (
          <Progress run={run} />
        ) : failure ? (
          <Failure {...props} />
        ) : (
          <Leftover run={run} />
        )}
      </div>
      <div className={styles.asideFoot}>
        {run.running ? (
          <Button onClick={run.cancel}>{t('common:actions.cancel')}</Button>
        ) : (
          <Button onClick={() => onSubmit(false)} tip={t('run:create.tip')}>
            {t('run:create.label')}
          </Button>
        )}
        <Button tone="primary" onClick={() => onSubmit(true)} pending={run.running}>
          {t('run:submit')}
        </Button>
      </div>
    </aside>
  );
}
