import { describe, expect, it } from 'vitest';
import { ImagesSearch, readSelected, readSort, writeSelected, writeSort } from './view.ts';

describe('the address of the list', () => {
  it('is never broken by what stands in it', () =>
    expect(
      ImagesSearch.parse({ show: 'nonsense', steps: 'no', q: '8080', sort: [], sel: {} }),
    ).toEqual({ q: '8080' }));

  it.each([
    [undefined, { column: 'name', descending: false }],
    ['-name', { column: 'name', descending: true }],
    ['size', { column: 'size', descending: false }],
    ['-created', { column: 'created', descending: true }],
  ])('sorts by %s and back', (text, sort) => {
    expect(readSort(text)).toEqual(sort);
    expect(writeSort(sort)).toBe(text);
  });

  it('selects by the beginnings of ids, and forgets what is gone', () => {
    const [one, two] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];
    const text = writeSelected([one, two]);
    expect(text).toBe('111111111111,222222222222');
    expect(readSelected(text, [two])).toEqual([two]);
    expect(writeSelected([])).toBeUndefined();
  });
});
