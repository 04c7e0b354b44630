import { expect, it } from 'vitest';
import { cutLine, longest } from './line-length.ts';

it('cuts what nobody reads', () => {
  expect(cutLine('abc')).toBe('abc');
  expect(cutLine('x'.repeat(5_000))).toHaveLength(2_002);
});

it('measures the longest line as it is drawn', () => {
  expect(longest([])).toBe(0);
  expect(longest(['abc', 'ab'])).toBe(3);
  expect(longest(['\ta', 'abcd'])).toBe(9);
  expect(longest(['镜像', 'abc'])).toBe(4);
  expect(longest(['x'.repeat(5_000)])).toBe(2_002);
});
