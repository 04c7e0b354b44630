import { describe, expect, it } from 'vitest';
import { jobProgress, remainingMs, stepProgress } from './job-progress.ts';

const running = { state: 'running', doneBytes: 25, totalBytes: 100, bytesPerSecond: 25 } as const;

describe('jobProgress', () => {
  it('is the share of the bytes', () => expect(jobProgress(running)).toBe(0.25));
  it('is unknown without a total', () =>
    expect(jobProgress({ ...running, totalBytes: 0 })).toBeNull());
  it('is whole when the job is done, whatever was counted', () =>
    expect(jobProgress({ ...running, state: 'done', totalBytes: 0 })).toBe(1));
  it('never passes the end', () => expect(jobProgress({ ...running, doneBytes: 300 })).toBe(1));
});

describe('remainingMs', () => {
  it('is what is left by the speed of now', () => expect(remainingMs(running)).toBe(3000));
  it('says nothing when nothing moves', () =>
    expect(remainingMs({ ...running, bytesPerSecond: 0 })).toBeNull());
});

describe('stepProgress', () => {
  it('knows a layer that was there before', () =>
    expect(stepProgress({ id: 'a', phase: 'exists', doneBytes: 0, totalBytes: 0 })).toBe(1));
});
