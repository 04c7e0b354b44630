import type { SaveResult } from '../../contract/containers.ts';
import type { HostId } from '../../contract/ids.ts';
import type { Backbone } from '../backbone.ts';
import { startHostJob } from '../jobs/host-job.ts';
import type { JobControl, JobResult } from '../jobs/job-table.ts';
import { saveToDisk } from './save-to-disk.ts';

export interface Delivery {
  /** Null for what comes from no engine. */
  readonly host: HostId | null;
  readonly kind: 'save' | 'download';
  readonly subject: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly open: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
}

/** Where the web shells answers one-time downloads. */
const downloadPath = '/download/';

/** To the person's own disk: asked for a place and written as a job, or fetched by the browser once. */
export async function deliver(backbone: Backbone, delivery: Delivery): Promise<SaveResult> {
  const { host, kind, subject, fileName, mediaType, open } = delivery;
  const place = await backbone.shell.files.choosePlaceToSave({ suggestedName: fileName });
  if (place.kind === 'cancelled') return { kind: 'cancelled' };
  if (place.kind === 'elsewhere') {
    const ticket = backbone.files.issue({ fileName, mediaType, open });
    return { kind: 'url', url: `${downloadPath}${ticket}` };
  }
  const { path } = place;
  async function work(control: JobControl): Promise<JobResult> {
    control.update({ phase: 'writing' });
    await saveToDisk(path, open(control.signal), (doneBytes) => control.update({ doneBytes }));
    return { path };
  }
  const { id } =
    host === null
      ? backbone.jobs.start({ host, kind, subject, work })
      : startHostJob(backbone, { host, kind, subject, work });
  return { kind: 'job', job: id };
}

/** A name that every file system takes, from a name that an image or a container has. */
export function fileNameOf(name: string, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+/, '');
  return `${plain.slice(0, 100) || 'longshore'}.${extension}`;
}
