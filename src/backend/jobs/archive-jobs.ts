import type { HostId, JobId } from '../../contract/ids.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { type ArchiveResult, importImage, loadImages } from '../../engine/images/archives.ts';
import type { Backbone } from '../backbone.ts';
import { untilAborted } from '../flow/until-aborted.ts';
import { type HostJob, startHostJob } from './host-job.ts';
import type { JobControl } from './job-table.ts';

export interface Upload {
  readonly up: AsyncIterable<Uint8Array>;
  /** Aborts when the window goes away. */
  readonly signal: AbortSignal;
}

export interface LoadJob {
  readonly host: HostId;
  readonly fileName: string;
  readonly sizeBytes: number;
}

export interface ImportJob extends LoadJob {
  readonly reference?: string | undefined;
  readonly message?: string | undefined;
  readonly changes: readonly string[];
}

type JobEvents = AsyncGenerator<{ job: JobId }, void, undefined>;

/** A `docker save` archive that comes from a window. */
export function loadJob(backbone: Backbone, input: LoadJob, upload: Upload): JobEvents {
  const words = ['docker', 'load', '-i', input.fileName];
  return uploadJob(backbone, upload, {
    ...{ input, kind: 'load', action: 'images.load', words },
    take: (engine, { source, control }) =>
      loadImages(engine, { source, onLine: control.line }, control),
  });
}

/** A root filesystem that comes from a window. */
export function importJob(backbone: Backbone, input: ImportJob, upload: Upload): JobEvents {
  const { reference, message, changes } = input;
  const words = [
    ...['docker', 'import', ...changes.flatMap((change) => ['-c', change])],
    ...[...(message ? ['-m', message] : []), input.fileName, ...(reference ? [reference] : [])],
  ];
  return uploadJob(backbone, upload, {
    ...{ input, kind: 'import', action: 'images.import', words },
    take: (engine, { source, control }) =>
      importImage(engine, { source, reference, message, changes, onLine: control.line }, control),
  });
}

interface UploadWork extends Pick<HostJob, 'action' | 'words'> {
  readonly kind: 'load' | 'import';
  readonly input: LoadJob;
  readonly take: (
    engine: Engine,
    with_: { source: AsyncIterable<Uint8Array>; control: JobControl },
  ) => Promise<ArchiveResult>;
}

/**
 * The window sends at the engine's pace: a chunk is asked for when the engine has taken the last. Until the upload is
 * whole a window that goes away cancels the job; after that the job goes on alone.
 */
async function* uploadJob(
  backbone: Backbone,
  { up, signal }: Upload,
  { input, kind, action, words, take }: UploadWork,
): JobEvents {
  const taken = Promise.withResolvers<void>();
  let whole = false;

  async function* counted(control: JobControl): AsyncGenerator<Uint8Array> {
    let doneBytes = 0;
    control.update({ phase: 'uploading', doneBytes, totalBytes: input.sizeBytes });
    // A window may send nothing for long: a job that is cancelled does not wait for it.
    for await (const chunk of untilAborted(up, control.signal)) {
      doneBytes += chunk.byteLength;
      control.update({ doneBytes });
      yield chunk;
    }
    whole = true;
    control.update({ phase: 'extracting' });
    taken.resolve();
  }

  const { id, ended } = startHostJob(backbone, {
    ...{ host: input.host, kind, subject: input.fileName },
    ...(action === undefined ? {} : { action }),
    ...(words === undefined ? {} : { words }),
    work: (control) =>
      backbone.hosts.withEngine(input.host, async (engine) => {
        const { references } = await take(engine, { source: counted(control), control });
        return { references };
      }),
  });
  const leave = () => {
    if (!whole) backbone.jobs.cancel(id);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    yield { job: id };
    await Promise.race([taken.promise, ended]);
    yield { job: id };
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
  }
}
