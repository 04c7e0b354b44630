import { expect, it } from 'vitest';
import { findParent } from './find-parent.ts';

const row = (level: number, position: number) => ({ level, position });
/** A folder, one in it with 1,200 files, and then a file beside that. */
const rows = [
  row(1, 1),
  row(2, 1),
  ...Array.from({ length: 1_200 }, (_, index) => row(3, index + 1)),
  row(2, 2),
];

it.each([
  ['the last of many files', 1_201, 1, 1],
  ['what stands behind an open folder', 1_202, 0, 3],
  ['a folder', 1, 0, 1],
  ['what has none above', 0, undefined, 1],
])('finds the folder of %s', async (...[, index, parent, mostCalls]) => {
  let calls = 0;
  const ask = {
    key: [],
    fetch: async (from: number, { count }: { readonly count: number }) => {
      calls += 1;
      return { total: rows.length, matches: 0, rows: rows.slice(from, from + count) };
    },
  };
  const asked = rows[index] ?? row(0, 0);
  expect(await findParent(ask, asked, index)).toBe(parent);
  expect(calls).toBeLessThanOrEqual(mostCalls);
});
