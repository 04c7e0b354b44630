import { Popover } from '@base-ui/react/popover';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../../../shared/lib/live-stores.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { jobsPanel } from '../model/jobs-panel.ts';
import styles from './jobs.module.css';
import { JobsList } from './jobs-list.tsx';

/** How much works in the background; opens the list. */
export function JobsButton() {
  const { t } = useTranslation('jobs');
  const jobs = useJobs();
  const open = useStore(jobsPanel);
  const running = jobs.filter((job) => job.state === 'running').length;
  const failed = jobs.filter((job) => job.state === 'failed').length;
  return (
    <Popover.Root open={open} onOpenChange={(next) => jobsPanel.set(next)}>
      <Popover.Trigger
        className={styles.button}
        aria-label={t('button', { count: running })}
        data-failed={failed > 0 || undefined}
      >
        <ListChecks size={16} aria-hidden />
        {running > 0 ? <span className={styles.badge}>{running}</span> : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className={styles.positioner}>
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.title}>{t('title')}</Popover.Title>
            <JobsList jobs={jobs} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
