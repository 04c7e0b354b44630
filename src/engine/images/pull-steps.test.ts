import { describe, expect, it } from 'vitest';
import type { JobStep } from '../../contract/jobs.ts';
import { noteOutcome, type PullOutcome, stepOf } from './pull-steps.ts';

const line = (status: string, detail: { current: number; total: number } | null = null) => ({
  status,
  id: '0123456789ab',
  stream: '',
  progressDetail: detail,
  error: '',
});

describe('stepOf', () => {
  it('follows a layer from its first line to its last', () => {
    let step: JobStep | undefined;
    const seen: [string, number, number][] = [];
    for (const next of [
      line('Pulling fs layer'),
      line('Waiting'),
      line('Downloading', { current: 10, total: 100 }),
      line('Downloading', { current: 90, total: 100 }),
      line('Verifying Checksum'),
      line('Download complete'),
      line('Extracting', { current: 7, total: 900 }),
      line('Pull complete'),
    ]) {
      step = stepOf(next, step) ?? undefined;
      if (step !== undefined) seen.push([step.phase, step.doneBytes, step.totalBytes]);
    }
    expect(seen).toEqual([
      ['waiting', 0, 0],
      ['waiting', 0, 0],
      ['downloading', 10, 100],
      ['downloading', 90, 100],
      ['verifying', 100, 100],
      ['downloaded', 100, 100],
      ['extracting', 100, 100],
      ['done', 100, 100],
    ]);
  });

  it('leaves out what is not about a layer', () => {
    expect(stepOf({ ...line('Pulling from a/b'), id: 'latest' }, undefined)).toBeNull();
    expect(stepOf(line('What is this'), undefined)).toBeNull();
  });

  it('notes the outcome', () => {
    const outcome: PullOutcome = { digest: '', upToDate: false };
    noteOutcome(line(`Digest: sha256:${'a'.repeat(64)}`), outcome);
    noteOutcome(line('Status: Image is up to date for a:1'), outcome);
    expect(outcome).toEqual({ digest: `sha256:${'a'.repeat(64)}`, upToDate: true });
  });
});
