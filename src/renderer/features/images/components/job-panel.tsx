import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../contract/jobs.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { JobProgress, JobSteps } from '../../../shared/ui/job-progress.tsx';
import { ProblemView, type ProblemViewProps } from '../../../shared/ui/problem-view.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import styles from './job-panel.module.css';

export interface JobPanelProps {
  /** Absent for the moment between its start and the first word of it. */
  readonly job: Job | undefined;
  readonly subject: string;
  readonly onRetry?: (() => void) | undefined;
  readonly onMend?: ProblemViewProps['onMend'];
}

/** A pull, load or import under way: the whole, a line per layer; then its end, or why it failed. */
export function JobPanel({ job, subject, onRetry, onMend }: JobPanelProps) {
  const { t } = useTranslation(['images', 'jobs']);
  const state = job?.state ?? 'running';
  return (
    <div className={styles.panel} data-job-state={state}>
      <p className={styles.subject} title={subject}>
        <Mono>{subject}</Mono>
      </p>
      {job && state === 'running' ? <JobProgress job={job} /> : null}
      {job?.problem && state === 'failed' ? (
        <ProblemView
          problem={job.problem}
          onRetry={onRetry}
          {...(onMend === undefined ? {} : { onMend })}
        />
      ) : null}
      <div role="status">
        {state === 'cancelled' ? <p className={styles.quiet}>{t('jobs:state.cancelled')}</p> : null}
        {job && state === 'done' ? (
          <p className={styles.done}>
            <CircleCheck size={16} aria-hidden />
            {t(
              `images:job.done.${job.kind === 'pull' || job.kind === 'push' ? job.kind : 'file'}`,
              {
                names: job.result?.references?.join(', ') ?? subject,
              },
            )}
          </p>
        ) : null}
      </div>
      {job?.result?.digest && state === 'done' ? (
        <p className={styles.digest}>
          <Mono>{job.result.digest}</Mono>
          <CopyButton text={job.result.digest} />
        </p>
      ) : null}
      {job && job.steps.length > 0 ? <JobSteps job={job} /> : null}
    </div>
  );
}
