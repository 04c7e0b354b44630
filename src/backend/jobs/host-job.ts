import type { HostId, JobId } from '../../contract/ids.ts';
import type { Job, JobKind } from '../../contract/jobs.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import type { JobControl, JobResult } from './job-table.ts';

export interface HostJob {
  readonly host: HostId;
  readonly kind: JobKind;
  readonly subject: string;
  /** `images.pull`; absent for what changes nothing on the engine. */
  readonly action?: string;
  readonly words?: readonly string[];
  readonly work: (control: JobControl) => Promise<JobResult>;
}

/**
 * A job on one engine: its event stream stays open as long as the job runs, so that a lost engine is noticed, and
 * what it changes is written to the journal. Throws `not-found` for an unknown host, `host-locked` before there is
 * a job, so that the dialog can say why.
 */
export function startHostJob(
  { hosts, jobs, journal }: Backbone,
  { host, kind, subject, action, words = [], work }: HostJob,
): { readonly id: JobId; readonly ended: Promise<Job> } {
  const { connection } = hosts.get(host);
  if (action !== undefined) hosts.mayChange(host);
  const journaled = (control: JobControl) =>
    action === undefined
      ? work(control)
      : recorded(journal, { host, action, subject, words }, () => work(control));
  return jobs.start({
    host,
    kind,
    subject,
    async work(control) {
      const release = connection.hold();
      try {
        return await journaled(control);
      } finally {
        release();
      }
    },
  });
}
