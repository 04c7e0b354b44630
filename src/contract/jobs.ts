/** Work that outlives a screen: it runs in the backend, and every window sees it. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { Problem } from './errors.ts';
import { ContainerId, HostId, ImageId, JobId } from './ids.ts';
import { RemovalResult } from './image-removal.ts';

export const JobKind = z.enum([
  'pull',
  'push',
  'load',
  'import',
  'save',
  'send',
  'remove-images',
  'run',
  'commit',
  'download',
  'install-engine',
]);
export type JobKind = z.infer<typeof JobKind>;

export const JobState = z.enum(['running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** One layer of a pull or push, or one step of another job. */
export const JobStep = z.object({
  id: z.string(),
  phase: z.enum([
    'waiting',
    'downloading',
    'uploading',
    'verifying',
    'downloaded',
    'extracting',
    'done',
    'exists',
    'mounted',
    'running',
    'failed',
  ]),
  doneBytes: z.number(),
  /** 0 while unknown. */
  totalBytes: z.number(),
  /** The repository that a pushed layer was already in, where `phase` is `mounted`. */
  from: z.string().optional(),
});
export type JobStep = z.infer<typeof JobStep>;

export const Job = z.object({
  id: JobId,
  /** Null for what concerns no engine yet (its installation). */
  host: HostId.nullable(),
  kind: JobKind,
  /** What it is about: a reference, a file name. */
  subject: z.string(),
  state: JobState,
  /** What it does now; the UI words it. */
  phase: z.enum([
    'starting',
    'uploading',
    'preparing',
    'downloading',
    'extracting',
    'pulling',
    'pushing',
    'creating',
    'starting-container',
    'committing',
    'removing',
    'installing',
    'writing',
    'finished',
  ]),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  doneBytes: z.number(),
  totalBytes: z.number(),
  bytesPerSecond: z.number(),
  steps: z.array(JobStep),
  /** The last lines of a job that prints (an installation). */
  output: z.array(z.string()),
  problem: Problem.nullable(),
  result: z
    .object({
      container: ContainerId.optional(),
      containerName: z.string().optional(),
      image: ImageId.optional(),
      references: z.array(z.string()).optional(),
      /** What the registry calls what was pushed: `sha256:…`. */
      digest: z.string().optional(),
      /** The image was given this name for the push. */
      tagged: z.boolean().optional(),
      /** A run that created its container and then could not start it. */
      created: z.boolean().optional(),
      path: z.string().optional(),
      /** Of images, as far as it has come. */
      removal: RemovalResult.optional(),
      warnings: z.array(z.string()).optional(),
    })
    .nullable(),
});
export type Job = z.infer<typeof Job>;

export const jobs = {
  /** All that run, and the last 50 that ended. The first event is what is known now. */
  watch: stream({ input: z.object({}), event: z.array(Job), delivery: 'latest' }),
  cancel: call({ input: z.object({ job: JobId }), output: z.object({}) }),
  /** Takes ended jobs off the list. */
  dismiss: call({ input: z.object({ jobs: z.array(JobId) }), output: z.object({}) }),
};
