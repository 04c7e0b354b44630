import { expect, it } from 'vitest';
import { allClosed, allOpen, mostExceptions, toggleFolders } from './open-folders.ts';

it('names the folders that differ', () => {
  const two = toggleFolders(allClosed, [1, 2]);
  expect([...two.except]).toEqual([1, 2]);
  expect([...toggleFolders(two, [1]).except]).toEqual([2]);
  expect(toggleFolders(allOpen, [1])).toEqual({ open: 'all', except: new Set([1]) });
});

it('never names more than one call may', () => {
  const nodes = Array.from({ length: mostExceptions + 5 }, (_, node) => node);
  const many = toggleFolders(allClosed, nodes);
  expect(many.except.size).toBe(mostExceptions);
  expect(many.except.has(0)).toBe(false);
});
