import { expect, it } from 'vitest';
import { allClosed, allOpen, mostExceptions, setOpen } from './open-folders.ts';

it('names the folders that differ', () => {
  const two = setOpen(allClosed, [1, 2], true);
  expect([...two.except]).toEqual([1, 2]);
  expect([...setOpen(two, [1], false).except]).toEqual([2]);
  expect([...setOpen(allOpen, [1], true).except]).toEqual([]);
  expect([...setOpen(allOpen, [1], false).except]).toEqual([1]);
});

it('never names more than one call may', () => {
  const many = setOpen(
    allClosed,
    Array.from({ length: mostExceptions + 5 }, (_, node) => node),
    true,
  );
  expect(many.except.size).toBe(mostExceptions);
  expect(many.except.has(0)).toBe(false);
});
