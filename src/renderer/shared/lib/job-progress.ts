/** How far a job is. Pure. */
import type { Job, JobStep } from '../../../contract/jobs.ts';

/** 0 to 1; null while the end is not known. */
export function jobProgress(job: Pick<Job, 'state' | 'doneBytes' | 'totalBytes'>): number | null {
  if (job.state === 'done') return 1;
  if (job.totalBytes <= 0) return null;
  return Math.min(1, job.doneBytes / job.totalBytes);
}

export function stepProgress(step: JobStep): number | null {
  if (step.phase === 'done' || step.phase === 'exists' || step.phase === 'downloaded') return 1;
  if (step.phase === 'waiting') return 0;
  return step.totalBytes > 0 ? Math.min(1, step.doneBytes / step.totalBytes) : null;
}

/** Milliseconds to the end at the speed of now; null where nothing can be said. */
export function remainingMs(
  job: Pick<Job, 'state' | 'doneBytes' | 'totalBytes' | 'bytesPerSecond'>,
): number | null {
  if (job.state !== 'running' || job.totalBytes <= job.doneBytes) return null;
  if (job.bytesPerSecond <= 0) return null;
  return ((job.totalBytes - job.doneBytes) / job.bytesPerSecond) * 1000;
}
