import { describe, expect, it } from 'vitest';
import { patchRows, reuseRows } from './row-patch.ts';

const a = { id: 'a', state: 'running' };
const b = { id: 'b', state: 'exited' };

describe('patchRows', () => {
  it('replaces one row and keeps the identity of the others', () => {
    const next = patchRows([a, b], [{ id: 'b', row: { id: 'b', state: 'running' } }]);
    expect(next[0]).toBe(a);
    expect(next[1]).toEqual({ id: 'b', state: 'running' });
  });

  it('is the same array when the change says what is known', () => {
    const rows = [a, b];
    expect(patchRows(rows, [{ id: 'a', row: { ...a } }])).toBe(rows);
  });

  it('appends what is new and drops what is gone', () => {
    const c = { id: 'c', state: 'created' };
    expect(
      patchRows(
        [a, b],
        [
          { id: 'c', row: c },
          { id: 'a', row: null },
        ],
      ),
    ).toEqual([b, c]);
  });

  it('lets the last word about a row count', () => {
    const changes = [
      { id: 'c', row: { id: 'c', state: 'created' } },
      { id: 'c', row: null },
    ];
    expect(patchRows([a], changes)).toEqual([a]);
  });

  it('takes a removal of what is not listed', () => {
    const rows = [a];
    expect(patchRows(rows, [{ id: 'x', row: null }])).toBe(rows);
  });
});

describe('reuseRows', () => {
  it('keeps the old object where a fresh list repeats it', () => {
    const fresh = reuseRows([a, b], [{ ...a }, { id: 'b', state: 'dead' }]);
    expect(fresh[0]).toBe(a);
    expect(fresh[1]).not.toBe(b);
  });
});
