import { describe, expect, it } from 'vitest';
import { type KeyRow, parentIndex, treeMove, typeAhead } from './tree-keys.ts';

const row = (level: number, name: string, folder?: 'open' | 'closed'): KeyRow => ({
  ...{ level, name, expandable: folder !== undefined, expanded: folder === 'open' },
});
const rows = [
  row(1, 'etc', 'open'),
  row(2, 'apk', 'closed'),
  row(2, 'hosts'),
  row(1, 'usr', 'open'),
  row(2, 'bin', 'closed'),
  row(1, 'Var', 'closed'),
];
const at = (index: number) => ({
  ...{ index, total: rows.length, pageRows: 3, rowAt: (some: number) => rows[some] },
});
const press = (key: string, index: number) => treeMove({ key, shiftKey: false }, at(index));

describe('treeMove', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 5, 5],
    ['ArrowUp', 0, 0],
    ['PageDown', 1, 4],
    ['PageUp', 1, 0],
    ['Home', 4, 0],
    ['End', 0, 5],
    ['ArrowRight', 0, 1],
  ])('%s on row %i goes to row %i', (key, index, to) =>
    expect(press(key, index)).toEqual({ kind: 'focus', index: to }),
  );

  it.each([
    ['ArrowRight', 1, 'toggle'],
    ['ArrowLeft', 0, 'toggle'],
    ['ArrowLeft', 2, 'parent'],
    ['ArrowLeft', 1, 'parent'],
    [' ', 1, 'toggle'],
    ['*', 1, 'siblings'],
    ['Enter', 2, 'open'],
    ['ContextMenu', 2, 'menu'],
  ])('%s on row %i: %s', (key, index, kind) => expect(press(key, index)).toEqual({ kind }));

  it.each([
    ['ArrowRight', 2],
    [' ', 2],
    ['x', 2],
    ['F10', 2],
  ])('%s on row %i does nothing', (key, index) => expect(press(key, index)).toBeUndefined());

  it('does nothing in an empty tree', () =>
    expect(treeMove({ key: 'End', shiftKey: false }, { ...at(0), total: 0 })).toBeUndefined());
});

it('finds the parent above, where it was read', () => {
  expect(parentIndex(at(2))).toBe(0);
  expect(parentIndex(at(4))).toBe(3);
  expect(parentIndex(at(3))).toBeUndefined();
  const unread = (index: number) => (index === 0 ? undefined : rows[index]);
  expect(parentIndex({ ...at(2), rowAt: unread })).toBeUndefined();
});

it('goes to names by their letters', () => {
  expect(typeAhead('v', at(0))).toBe(5);
  expect(typeAhead('us', at(3))).toBe(3);
  expect(typeAhead('h', at(3))).toBe(2);
  expect(typeAhead('e', at(0))).toBeUndefined();
});
