import { describe, expect, it } from 'vitest';
import { whyNoEngines } from './debian.mjs';
import { playwrightCounts, tiers, vitestCounts } from './tiers.mjs';

describe('counts of a tier', () => {
  it('are read from the last line of the check', () => {
    const check = tiers.find(({ name }) => name === 'check');
    const output = 'ok  unit  3 passed, 0 failed\n\n12 passed, 1 failed\n';
    expect(check?.read({ report: {}, output })).toEqual({
      passed: 12,
      failed: 1,
      skipped: 0,
      notes: [],
    });
  });

  it('are none when a report is missing', () => {
    expect(vitestCounts({})).toMatchObject({ passed: 0, failed: 0 });
    expect(playwrightCounts({})).toMatchObject({ passed: 0, failed: 0 });
  });

  it('name flaky tests and count a project without its binary as skipped', () => {
    const test = (status: string, projectName: string) => ({ status, projectName });
    const report = {
      stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
      suites: [
        {
          title: 'logs.e2e.ts',
          specs: [{ title: 'shows', tests: [test('flaky', 'web'), test('skipped', 'desktop')] }],
          suites: [
            { title: 'deep', specs: [{ title: 'too', tests: [test('skipped', 'desktop')] }] },
          ],
        },
      ],
    };
    expect(playwrightCounts(report)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 2,
      notes: ['flaky: logs.e2e.ts › shows [web]', 'skipped in project desktop: 2'],
    });
  });
});

describe('engines', () => {
  it('take root and Debian', () => {
    expect(whyNoEngines({ uid: 1000, hasApt: true })).toContain('root');
    expect(whyNoEngines({ uid: 0, hasApt: false })).toContain('Debian');
    expect(whyNoEngines({ uid: 0, hasApt: true })).toBeUndefined();
  });
});
