import { describe, expect, it } from 'vitest';
import { clockTime, dayOf, isLater, stampMs } from './stamp.ts';

describe('times in a log', () => {
  it('reads them with and without a fraction and in any zone', () => {
    expect(stampMs('2026-01-31T12:00:00.123456789Z')).toBe(Date.UTC(2026, 0, 31, 12, 0, 0, 123));
    expect(stampMs('2026-01-31T14:00:00+02:00')).toBe(Date.UTC(2026, 0, 31, 12));
    expect(stampMs('yesterday')).toBeUndefined();
  });

  it('compares them to the nanosecond', () => {
    const base = '2026-01-31T12:00:00.1234Z';
    expect(isLater('2026-01-31T12:00:00.123400001Z', base)).toBe(true);
    expect(isLater('2026-01-31T12:00:00.123400000Z', base)).toBe(false);
    expect(isLater('2026-01-31T13:00:00.1234+01:00', base)).toBe(false);
    expect(isLater('2026-01-31T11:59:59.9Z', base)).toBe(false);
    expect(isLater('2026-01-31T12:00:01Z', base)).toBe(true);
  });

  it('shows clock and day', () => {
    expect(clockTime('2026-01-31T12:34:56.007Z')).toMatch(/^\d\d:\d\d:56\.007$/);
    expect(dayOf('2026-01-31T12:00:00Z')).toMatch(/^2026-0[12]-\d\d$/);
    expect(clockTime('odd')).toBe('odd');
  });
});
