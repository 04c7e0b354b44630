import { describe, expect, it } from 'vitest';
import { parseSince } from './since.ts';

const now = Date.UTC(2026, 0, 31, 12);

describe('since', () => {
  it.each([
    ['90s', now - 90_000],
    ['10m', now - 600_000],
    [' 2h30m ', now - 9_000_000],
    ['1.5h', now - 5_400_000],
    ['7d', now - 7 * 86_400_000],
    ['2026-01-30T10:00:00Z', Date.UTC(2026, 0, 30, 10)],
    ['2026-01-30 10:00+01:00', Date.UTC(2026, 0, 30, 9)],
    ['2026-01-30 10:00', new Date(2026, 0, 30, 10).getTime()],
    ['2026-01-30', new Date(2026, 0, 30).getTime()],
  ])('%s', (text, atMs) => {
    expect(parseSince(text, now)).toBe(atMs);
  });

  it.each(['', '10', 'm', 'yesterday', '2026-13-45', '2026-01-30 25:99'])('refuses %j', (text) => {
    expect(parseSince(text, now)).toBeUndefined();
  });
});
