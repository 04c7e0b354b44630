import { randomUUID } from 'node:crypto';
import { ContractError, type Problem, refuse, toProblem } from '../../contract/errors.ts';
import type { HostId, JobId } from '../../contract/ids.ts';
import { JobId as JobIdSchema } from '../../contract/ids.ts';
import type { Job } from '../../contract/jobs.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import { createRate } from './rate.ts';

export type JobResult = NonNullable<Job['result']>;

/** What a job does to be seen. */
export interface JobControl {
  /** Aborts when a person cancels, or the app ends. */
  readonly signal: AbortSignal;
  update(
    change: Partial<Pick<Job, 'phase' | 'doneBytes' | 'totalBytes' | 'steps' | 'subject'>>,
  ): void;
  /** A line of a program that prints. */
  line(text: string): void;
  /** Known before the end, and kept even when the job then fails. */
  result(result: JobResult): void;
}

export interface NewJob {
  readonly host: HostId | null;
  readonly kind: Job['kind'];
  readonly subject: string;
  /** Returns what came of it; throws why not. */
  readonly work: (control: JobControl) => Promise<JobResult>;
}

export interface JobTable {
  readonly latest: Latest<Job[]>;
  start(job: NewJob): { readonly id: JobId; readonly ended: Promise<Job> };
  cancel(id: JobId): void;
  /** Those of a host fail by this problem. */
  endAll(host: HostId, why: Problem): void;
  dismiss(ids: readonly JobId[]): void;
  running(): number;
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

/** A person looks at the last few; older ones are in the journal. */
const keptEnded = 50;
/** Ten pictures a second look like a movement. */
const watchGapMs = 100;
/** The last lines of an installation; its whole output is in its log file. */
const keptLines = 200;
const lineLimit = 2_000;

/** Jobs outlive windows: each watcher sees all of them, at most ten times a second. */
export function createJobTable(): JobTable {
  const jobs = new Map<JobId, { job: Job; stop: AbortController; ended: Promise<Job> }>();
  const latest = createLatest<Job[]>([], { gapMs: watchGapMs });

  const publish = () => latest.set([...jobs.values()].map(({ job }) => job));

  function forgetOld(): void {
    const ended = [...jobs.values()].filter(({ job }) => job.state !== 'running');
    for (const { job } of ended.slice(0, Math.max(0, ended.length - keptEnded)))
      jobs.delete(job.id);
  }

  return {
    latest,
    start({ host, kind, subject, work }) {
      const id = JobIdSchema.parse(randomUUID());
      const stop = new AbortController();
      const rate = createRate();
      const first: Job = {
        id,
        host,
        kind,
        subject,
        state: 'running',
        phase: 'starting',
        startedAtMs: Date.now(),
        endedAtMs: null,
        doneBytes: 0,
        totalBytes: 0,
        bytesPerSecond: 0,
        steps: [],
        output: [],
        problem: null,
        result: null,
      };
      const entry = { job: first, stop, ended: Promise.resolve(first) };

      function change(part: Partial<Job>): void {
        // What a job says after its end changes nothing: its end is the last word.
        if (entry.job.state !== 'running') return;
        entry.job = { ...entry.job, ...part };
        publish();
      }
      function end(part: Partial<Job>): Job {
        change({ ...part, phase: 'finished', endedAtMs: Date.now(), bytesPerSecond: 0 });
        forgetOld();
        publish();
        return entry.job;
      }
      const control: JobControl = {
        signal: stop.signal,
        update(part) {
          const bytesPerSecond =
            part.doneBytes === undefined
              ? entry.job.bytesPerSecond
              : rate.note(part.doneBytes, performance.now());
          change({ ...part, bytesPerSecond });
        },
        line(text) {
          change({ output: [...entry.job.output, text.slice(0, lineLimit)].slice(-keptLines) });
        },
        result: (result) => change({ result: { ...entry.job.result, ...result } }),
      };
      jobs.set(id, entry);
      publish();
      // Begun in a later turn: whoever starts a job knows its id before its first word.
      entry.ended = Promise.resolve()
        .then(() => work(control))
        .then(
          (result) => end({ state: 'done', result: { ...entry.job.result, ...result } }),
          (error: unknown) => {
            const { reason } = stop.signal;
            if (reason instanceof ContractError) {
              return end({ state: 'failed', problem: reason.problem });
            }
            const problem = toProblem(error);
            const cancelled = stop.signal.aborted || problem.code === 'cancelled';
            return end(cancelled ? { state: 'cancelled' } : { state: 'failed', problem });
          },
        );
      return { id, ended: entry.ended };
    },
    cancel(id) {
      const entry = jobs.get(id);
      if (!entry) throw refuse('not-found', 'This job is not known (any more).');
      entry.stop.abort();
    },
    endAll(host, why) {
      for (const { job, stop } of jobs.values()) {
        if (job.host === host && job.state === 'running') stop.abort(new ContractError(why));
      }
    },
    dismiss(ids) {
      for (const id of ids) if (jobs.get(id)?.job.state !== 'running') jobs.delete(id);
      publish();
    },
    running: () => [...jobs.values()].filter(({ job }) => job.state === 'running').length,
    async close() {
      for (const { stop } of jobs.values()) stop.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}
