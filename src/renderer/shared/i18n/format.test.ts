import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatPercent, formatRelative } from './format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [12_345_678, '12.3 MB'],
    [999_950, '1 MB'],
    [123_456_789, '123 MB'],
  ])('writes %d as %s in decimal units', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('counts memory in binary units', () => {
    expect(formatBytes(512 * 1024 * 1024, 'en', 'binary')).toBe('512 MiB');
  });
});

describe('formatRelative', () => {
  const now = Date.UTC(2026, 0, 10, 12);
  it('says it in the reader’s language', () => {
    expect(formatRelative(now - 3 * 3_600_000, now, 'en')).toBe('3 hr. ago');
    expect(formatRelative(now - 3 * 3_600_000, now, 'zh-CN')).toBe('3小时前');
  });
  it('does not count seconds', () => {
    expect(formatRelative(now - 40_000, now, 'en')).toBe('now');
  });
  it('looks ahead too', () => {
    expect(formatRelative(now + 120_000, now, 'en')).toBe('in 2 min.');
  });
});

describe('formatDuration', () => {
  it('names the two largest units', () => {
    expect(formatDuration(3_780_000, 'en')).toBe('1 hr 3 min');
    expect(formatDuration(12_400, 'en')).toBe('12 sec');
  });
});

describe('formatPercent', () => {
  it('shows a tenth below ten', () => {
    expect(formatPercent(3.14, 'en')).toBe('3.1%');
    expect(formatPercent(87.6, 'en')).toBe('88%');
  });
});
