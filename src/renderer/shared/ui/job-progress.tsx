/** How far a job is: its bar, its figures, and a line per layer. */
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import { useFormat } from '../i18n/use-format.ts';
import { jobProgress, remainingMs, stepProgress } from '../lib/job-progress.ts';
import styles from './job-progress.module.css';
import { ProgressBar } from './progress-bar.tsx';

function Figures({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const parts: string[] = [t(`phase.${job.phase}`)];
  if (job.totalBytes > 0) {
    parts.push(
      t('bytes', { done: format.bytes(job.doneBytes), total: format.bytes(job.totalBytes) }),
    );
  } else if (job.doneBytes > 0) parts.push(format.bytes(job.doneBytes));
  if (job.bytesPerSecond > 0) parts.push(t('speed', { speed: format.bytes(job.bytesPerSecond) }));
  const left = remainingMs(job);
  if (left !== null) parts.push(t('left', { time: format.duration(left) }));
  return <p className={styles.figures}>{parts.join(' · ')}</p>;
}

/** The whole: what it does, bytes of all, speed, time left. */
export function JobProgress({ job }: { readonly job: Job }) {
  return (
    <>
      <ProgressBar label={job.subject} value={jobProgress(job)} />
      <Figures job={job} />
    </>
  );
}

/** A line per layer. */
export function JobSteps({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  return (
    <ul className={styles.steps} aria-label={t('steps')}>
      {job.steps.map((step) => (
        <li key={step.id} className={styles.step}>
          <code className={styles.stepId}>{step.id}</code>
          <ProgressBar
            label={t('step', { id: step.id })}
            value={stepProgress(step)}
            tone={step.phase === 'failed' ? 'failed' : 'normal'}
          />
          <span className={styles.stepPhase}>
            {step.totalBytes > 0 && step.doneBytes < step.totalBytes
              ? format.bytes(step.totalBytes)
              : t(`stepPhase.${step.phase}`, { from: step.from ?? '' })}
          </span>
        </li>
      ))}
    </ul>
  );
}
