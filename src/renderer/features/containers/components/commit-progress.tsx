import { useRouter } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { imageLayersPath } from '../../../shared/lib/layer-address.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { JobProgress } from '../../../shared/ui/job-progress.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { closeAsked } from '../model/asked.ts';
import styles from './commit.module.css';

/** The job under way, or how it ended. */
export function CommitProgress(props: { readonly job: Job | undefined; readonly name: string }) {
  const { t } = useTranslation(['containers', 'jobs']);
  const { job, name } = props;
  const state = job?.state ?? 'running';
  return (
    <div className={styles.progress} data-job-state={state}>
      {job && state === 'running' ? <JobProgress job={job} /> : null}
      {job?.problem && state === 'failed' ? <ProblemView problem={job.problem} /> : null}
      <div role="status">
        {state === 'cancelled' ? <p>{t('containers:commit.cancelled')}</p> : null}
        {state === 'done' ? (
          <p className={styles.done}>
            <CircleCheck size={16} aria-hidden />
            {t('containers:commit.done', { name, image: job?.result?.references?.[0] ?? '' })}
          </p>
        ) : null}
      </div>
    </div>
  );
}

export interface CommitButtonsProps {
  readonly host: HostId;
  readonly job: Job | undefined;
  /** Back to the form. */
  readonly onAgain: () => void;
}

export function CommitButtons({ host, job, onAgain }: CommitButtonsProps) {
  const { t } = useTranslation(['containers', 'common']);
  const router = useRouter();
  const cancel = useAction({
    run: (stopped: Job) => api.jobs.cancel({ job: stopped.id }),
    failed: ({ subject }) => t('containers:commit.notStopped', { name: subject }),
  });
  if (!job || job.state === 'running') {
    return (
      <>
        <Button onClick={closeAsked}>{t('containers:commit.leave')}</Button>
        <Button disabled={!job} onClick={() => (job ? cancel.start(job) : undefined)}>
          {t('common:actions.cancel')}
        </Button>
      </>
    );
  }
  const image = job.result?.references?.[0] ?? job.result?.image;
  return (
    <>
      <Button onClick={closeAsked}>{t('common:actions.close')}</Button>
      {image ? (
        <Button
          tone="primary"
          onClick={() => {
            closeAsked();
            router.history.push(imageLayersPath(host, image));
          }}
        >
          {t('containers:commit.show')}
        </Button>
      ) : (
        <Button onClick={onAgain}>{t('containers:commit.again')}</Button>
      )}
    </>
  );
}
