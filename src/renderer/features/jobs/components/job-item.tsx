import { Ban, CircleAlert, CircleCheck, CircleSlash, CloudDownload, X } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { JobProgress, JobSteps } from '../../../shared/ui/job-progress.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import styles from './jobs.module.css';

const icons = {
  running: CloudDownload,
  done: CircleCheck,
  failed: CircleAlert,
  cancelled: CircleSlash,
} as const;

/** One job: what, how far, how fast; a line per layer; cancel, or why it failed. */
export const JobItem = memo(function JobItem({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const host = useHost(job.host ?? undefined);
  const [unfolded, setUnfolded] = useState(false);
  const Icon = icons[job.state];
  const running = job.state === 'running';
  const stop = () => {
    const asked = running ? api.jobs.cancel({ job: job.id }) : api.jobs.dismiss({ jobs: [job.id] });
    asked.catch((error: unknown) => {
      notify({ tone: 'failed', title: () => t('notStopped'), problem: toProblem(error) });
    });
  };
  return (
    <article className={styles.job} data-state={job.state}>
      <div className={styles.line}>
        <Icon size={15} aria-hidden className={styles.icon} />
        <span className={styles.subject} title={job.subject}>
          {t(`kind.${job.kind}`, { subject: job.subject })}
        </span>
        {host ? <HostDot host={host} named /> : null}
        <IconButton
          icon={running ? Ban : X}
          label={running ? t('cancel') : t('dismiss')}
          small
          onClick={stop}
        />
      </div>
      {running ? (
        <JobProgress job={job} />
      ) : (
        <p className={styles.figures}>
          {t(`state.${job.state}`)} <RelativeTime atMs={job.endedAtMs ?? job.startedAtMs} />
        </p>
      )}
      {job.problem && job.state === 'failed' ? <ProblemView problem={job.problem} plain /> : null}
      {job.result?.warnings?.map((warning) => (
        <p key={warning} className={styles.figures}>
          {warning}
        </p>
      ))}
      {job.steps.length > 0 && running ? (
        <button
          type="button"
          className={styles.more}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t(unfolded ? 'hideSteps' : 'showSteps', { count: job.steps.length })}
        </button>
      ) : null}
      {unfolded && running ? <JobSteps job={job} /> : null}
      {running && job.output.length > 0 ? (
        <pre className={styles.output}>{job.output.slice(-3).join('\n')}</pre>
      ) : null}
    </article>
  );
});
