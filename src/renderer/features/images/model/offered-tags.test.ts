import { expect, it } from 'vitest';
import { offeredTags } from './offered-tags.ts';

it('puts latest and the highest versions first', () => {
  expect(offeredTags(['1.9', '1.10', 'latest', '1.2'], '').tags).toEqual([
    ...['latest', '1.10', '1.9', '1.2'],
  ]);
});

it('narrows to what is typed, the very one first', () => {
  expect(offeredTags(['7', '7.2', '6', '7-Alpine'], '7').tags[0]).toBe('7');
  expect(offeredTags(['7', '7.2', '7-Alpine'], 'alp').tags).toEqual(['7-Alpine']);
});

it('shows a hundred, and tells how many more there are', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `1.${n}`);
  const { tags, hidden } = offeredTags(many, '');
  expect([tags.length, tags[0], hidden]).toEqual([100, '1.9999', 9_900]);
});
