import { expect, it } from 'vitest';
import { scopeOf } from './clean-up.ts';

it('asks by age and label only where these are chosen', () => {
  expect(scopeOf({ kind: 'dangling', age: 'any', label: ' ' }, 1e12)).toEqual({ kind: 'dangling' });
  expect(scopeOf({ kind: 'unused', age: 'week', label: 'a=b ' }, 1e12)).toEqual({
    ...{ kind: 'unused', createdBeforeMs: 1e12 - 604_800_000, label: 'a=b' },
  });
});
