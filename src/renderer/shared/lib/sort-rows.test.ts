import { describe, expect, it } from 'vitest';
import { compareNumbers, compareText, sortRows } from './sort-rows.ts';
import { holdOrder } from './stable-order.ts';

const keyOf = (row: { id: string }) => row.id;

describe('sortRows', () => {
  it('sorts numbers in names as numbers', () => {
    const rows = ['web-10', 'web-2', 'Web-1'].map((id) => ({ id }));
    const compare = (a: { id: string }, b: { id: string }) => compareText(a.id, b.id);
    expect(sortRows(rows, { compare, descending: false, keyOf }).map(keyOf)).toEqual([
      'Web-1',
      'web-2',
      'web-10',
    ]);
  });

  it('keeps equal rows in one order in both directions', () => {
    const rows = [{ id: 'b' }, { id: 'a' }];
    for (const descending of [true, false]) {
      expect(sortRows(rows, { compare: () => 0, descending, keyOf }).map(keyOf)).toEqual([
        'a',
        'b',
      ]);
    }
  });

  it('puts what is not known last', () => {
    expect([null, 3, 1].toSorted(compareNumbers)).toEqual([1, 3, null]);
  });
});

describe('holdOrder', () => {
  it('keeps places, drops what is gone and counts what waits', () => {
    expect(holdOrder(['a', 'b', 'c'], ['new', 'c', 'a'])).toEqual({
      shown: ['a', 'c'],
      waiting: 1,
    });
  });
});
