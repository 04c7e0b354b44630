import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJobs } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { BarPanel } from '../../../shared/ui/bar-panel.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { PartBoundary } from '../../../shared/ui/error-boundary.tsx';
import { jobsPanel } from '../model/jobs-panel.ts';
import { JobItem } from './job-item.tsx';
import styles from './jobs.module.css';

/** Running first, then the newest. */
function inOrder(jobs: readonly Job[]): readonly Job[] {
  const rank = (job: Job) => (job.state === 'running' ? 0 : 1);
  return jobs.toSorted((a, b) => rank(a) - rank(b) || b.startedAtMs - a.startedAtMs);
}

/** How much works in the background; opens the list. */
export function JobsButton() {
  const { t } = useTranslation('jobs');
  const jobs = useJobs();
  const open = useStore(jobsPanel);
  const running = jobs.filter((job) => job.state === 'running').length;
  const ended = jobs.filter((job) => job.state !== 'running').map((job) => job.id);
  const clear = () => {
    api.jobs.dismiss({ jobs: ended }).catch((error: unknown) => {
      notify({ tone: 'failed', title: () => t('notDismissed'), problem: toProblem(error) });
    });
  };
  return (
    <BarPanel
      open={open}
      onOpenChange={(next) => jobsPanel.set(next)}
      icon={ListChecks}
      label={t('button', { count: running })}
      title={t('title')}
      badge={running}
      failed={jobs.some((job) => job.state === 'failed')}
      none={t('none')}
      items={inOrder(jobs).map((job) => (
        <li key={job.id}>
          <PartBoundary resetKey={job} fallback={<p className={styles.plain}>{job.subject}</p>}>
            <JobItem job={job} />
          </PartBoundary>
        </li>
      ))}
      foot={
        ended.length > 0 ? (
          <Button tone="plain" onClick={clear}>
            {t('clear')}
          </Button>
        ) : null
      }
    />
  );
}
