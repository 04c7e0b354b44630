/** Pulls, and waits for the end of the job: for a failed action that is tried again afterwards. */
import { ContractError, refuse } from '../../../../contract/errors.ts';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { jobsStore } from '../../../shared/lib/live-stores.ts';

/** Resolves with the job once it has ended or was taken off the list. Jobs have limits of their own. */
function endOf(id: JobId): Promise<Job | undefined> {
  return new Promise((resolve) => {
    let seen = false;
    const look = () => {
      const job = jobsStore.get().find((one) => one.id === id);
      seen ||= job !== undefined;
      if (!seen || job?.state === 'running') return;
      leave();
      resolve(job);
    };
    const leave = jobsStore.subscribe(look);
    look();
  });
}

/** Throws the decoded refusal of a pull that failed, `cancelled` for one that was stopped. */
export async function pullAndWait(
  order: { readonly host: HostId; readonly reference: string },
  onStarted: (job: JobId) => void,
): Promise<void> {
  const { job } = await api.images.pull(order);
  onStarted(job);
  const ended = await endOf(job);
  if (ended?.problem) throw new ContractError(ended.problem);
  if (ended?.state !== 'done') throw refuse('cancelled', 'The pull was cancelled.');
}
