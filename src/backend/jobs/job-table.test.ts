import { describe, expect, it } from 'vitest';
import { refuse } from '../../contract/errors.ts';
import { createJobTable, type JobControl } from './job-table.ts';
import { createRate } from './rate.ts';

const pull = (work: (control: JobControl) => Promise<object>) => ({
  host: null,
  kind: 'pull' as const,
  subject: 'web:1',
  work,
});

describe('createJobTable', () => {
  it('shows a job from its start to its end', async () => {
    const jobs = createJobTable();
    const { ended } = jobs.start(
      pull(async ({ update, line }) => {
        update({ phase: 'downloading', doneBytes: 5, totalBytes: 10 });
        line('half');
        return { references: ['web:1'] };
      }),
    );
    expect(jobs.latest.get()[0]).toMatchObject({ state: 'running', phase: 'starting' });
    expect(await ended).toMatchObject({
      state: 'done',
      phase: 'finished',
      doneBytes: 5,
      output: ['half'],
      result: { references: ['web:1'] },
    });
  });

  it('keeps what was known before a failure', async () => {
    const jobs = createJobTable();
    const { ended } = jobs.start(
      pull(async ({ result }) => {
        result({ created: true });
        throw refuse('port-in-use', 'Taken.');
      }),
    );
    expect(await ended).toMatchObject({
      state: 'failed',
      problem: { code: 'port-in-use' },
      result: { created: true },
    });
  });

  it('cancels by the signal, whatever the work then throws', async () => {
    const jobs = createJobTable();
    const { id, ended } = jobs.start(
      pull(
        ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('cut')));
          }),
      ),
    );
    await Promise.resolve();
    jobs.cancel(id);
    expect(await ended).toMatchObject({ state: 'cancelled', problem: null });
    expect(jobs.running()).toBe(0);
  });

  it('keeps the last 50 that ended, and forgets what is dismissed', async () => {
    const jobs = createJobTable();
    const all = Array.from({ length: 53 }, () => jobs.start(pull(async () => ({}))));
    await Promise.all(all.map(({ ended }) => ended));
    expect(jobs.latest.get()).toHaveLength(50);
    jobs.dismiss(jobs.latest.get().map((job) => job.id));
    expect(jobs.latest.get()).toEqual([]);
  });

  it('tells a watcher at most ten times a second, and the end for sure', async () => {
    const jobs = createJobTable();
    const stop = new AbortController();
    let seen = 0;
    const { ended } = jobs.start(
      pull(async ({ update }) => {
        for (let doneBytes = 0; doneBytes < 250; doneBytes += 1) {
          update({ doneBytes });
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        return {};
      }),
    );
    const started = performance.now();
    for await (const [job] of jobs.latest.watch(stop.signal)) {
      seen += 1;
      if (job?.state === 'done') break;
    }
    await ended;
    expect(seen).toBeLessThanOrEqual(2 + (performance.now() - started) / 100);
  });
});

describe('createRate', () => {
  it('measures over the last seconds', () => {
    const rate = createRate();
    expect(rate.note(0, 0)).toBe(0);
    expect(rate.note(1000, 1000)).toBe(1000);
    for (let second = 2; second <= 10; second += 1) rate.note(1000, second * 1000);
    expect(rate.note(1000, 11_000)).toBe(0);
  });
});
