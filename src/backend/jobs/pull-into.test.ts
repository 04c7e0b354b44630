import { describe, expect, it } from 'vitest';
import { pictureOf } from './pull-into.ts';

describe('pictureOf', () => {
  it('adds the layers up', () => {
    const step = (id: string, phase: 'downloading' | 'exists', doneBytes: number) => ({
      ...{ id, phase, doneBytes },
      totalBytes: phase === 'exists' ? 0 : 10,
    });
    expect(
      pictureOf([step('a', 'downloading', 4), step('b', 'exists', 0), step('c', 'downloading', 1)]),
    ).toMatchObject({ phase: 'downloading', doneBytes: 5, totalBytes: 20 });
    expect(pictureOf([])).toMatchObject({ phase: 'pulling', totalBytes: 0 });
  });
});
