import { describe, expect, it } from 'vitest';
import type { Stage } from '../contract/connecting.ts';
import { refuse } from '../contract/errors.ts';
import { createStageLog } from './stages.ts';

describe('the stages of an attempt', () => {
  it('are reported at each change, the earlier ones as they were left', () => {
    const reports: (readonly Stage[])[] = [];
    const log = createStageLog((stages) => reports.push(stages));
    const name = log.begin('name', 'pi.local');
    name.ok('10.0.0.2');
    const key = log.begin('key');
    key.waiting();
    key.running();
    key.ok();
    expect(reports.map((stages) => stages.map((stage) => stage.state).join(' '))).toEqual([
      'running',
      'ok',
      'ok running',
      'ok waiting',
      'ok running',
      'ok ok',
    ]);
    expect(reports.at(-1)?.[0]).toMatchObject({ name: 'name', what: '10.0.0.2' });
    expect(reports.at(-1)?.[1]?.tookMs).toEqual(expect.any(Number));
  });

  it('do not change once they have ended', () => {
    let last: readonly Stage[] = [];
    const log = createStageLog((stages) => {
      last = stages;
    });
    const step = log.begin('login', 'password');
    step.refused();
    step.ok();
    expect(last[0]?.state).toBe('refused');
  });

  it('give the error to throw, and keep what is not ours to themselves', () => {
    let last: readonly Stage[] = [];
    const log = createStageLog((stages) => {
      last = stages;
    });
    const ours = refuse('host-refused', 'Nothing listens.');
    expect(log.begin('tcp').failed(ours)).toBe(ours);
    expect(log.begin('banner').failed(new Error('password=hunter2')).code).toBe('internal');
    expect(JSON.stringify(last)).not.toContain('hunter2');
  });
});
