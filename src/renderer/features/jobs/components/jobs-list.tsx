import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { PartBoundary } from '../../../shared/ui/error-boundary.tsx';
import { JobItem } from './job-item.tsx';
import styles from './jobs.module.css';

/** Running first, then the newest. */
function inOrder(jobs: readonly Job[]): readonly Job[] {
  const rank = (job: Job) => (job.state === 'running' ? 0 : 1);
  return jobs.toSorted((a, b) => rank(a) - rank(b) || b.startedAtMs - a.startedAtMs);
}

export function JobsList({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  const ended = jobs.filter((job) => job.state !== 'running').map((job) => job.id);
  if (jobs.length === 0) return <p className={styles.none}>{t('none')}</p>;
  const clear = () => {
    api.jobs.dismiss({ jobs: ended }).catch((error: unknown) => {
      notify({ tone: 'failed', title: t('notDismissed'), problem: toProblem(error) });
    });
  };
  return (
    <>
      <ul className={styles.list}>
        {inOrder(jobs).map((job) => (
          <li key={job.id}>
            <PartBoundary resetKey={job} fallback={<p className={styles.none}>{job.subject}</p>}>
              <JobItem job={job} />
            </PartBoundary>
          </li>
        ))}
      </ul>
      {ended.length > 0 ? (
        <div className={styles.foot}>
          <Button tone="plain" onClick={clear}>
            {t('clear')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
