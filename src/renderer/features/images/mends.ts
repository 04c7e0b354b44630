/** What mends a failure about images, wherever its button stands. */

import type { Mend } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { ActionContext, MendTable } from '../../shared/lib/feature.ts';
import { jobsStore } from '../../shared/lib/live-stores.ts';
import { pullAndWait } from './api/pull-and-wait.ts';
import { uploadOf } from './api/upload.ts';
import { closeDialog, type FileKind, imageDialog } from './model/dialogs.ts';

/** The mend says what to do, not for which job: the one that failed last with it is meant. */
function lastFailed(kind: Mend['kind']): Job | undefined {
  return jobsStore
    .get()
    .filter((job) => job.state === 'failed' && job.problem?.mend?.kind === kind)
    .toSorted((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0))[0];
}

/** The host that the job was on, else the one on screen. */
const hostOf = (job: Job | undefined, { host }: ActionContext): HostId | undefined =>
  job?.host ?? host;

/** A dialog is opened instead of an action done: the failed one is not tried again by itself. */
const elsewhere = (): Promise<void> => new Promise(() => {});

function otherWay(kind: 'import-instead' | 'load-instead', what: FileKind) {
  return (_mend: Mend, context: ActionContext) => {
    const job = lastFailed(kind);
    const host = hostOf(job, context);
    if (!host) return elsewhere();
    // A window that was reloaded holds the file no more: it is asked for again.
    const file = job ? uploadOf(job.id)?.file : undefined;
    imageDialog.set({ kind: 'file', what, host, file });
    return elsewhere();
  };
}

/** A `run` that pulls has the image's reference in its problem; a pull has it as its subject. */
function referenceOf(job: Job | undefined): string | undefined {
  if (job?.kind === 'pull') return job.subject;
  const name = job?.problem?.facts?.name;
  return typeof name === 'string' ? name : undefined;
}

export const imageMends: MendTable = {
  'pull-image': {
    async run({ reference }, { host }) {
      if (!host) return elsewhere();
      await pullAndWait({ host, reference }, (job) =>
        imageDialog.set({ kind: 'pull', host, reference, job }),
      );
      // It is there: what failed for want of it is tried again, and shows itself.
      closeDialog();
    },
  },
  'use-mirror': {
    run(_mend, context) {
      const job = lastFailed('use-mirror');
      const host = hostOf(job, context);
      if (host)
        imageDialog.set({ kind: 'pull', host, reference: referenceOf(job), askMirror: true });
      return elsewhere();
    },
  },
  'import-instead': { run: otherWay('import-instead', 'import') },
  'load-instead': { run: otherWay('load-instead', 'load') },
};
