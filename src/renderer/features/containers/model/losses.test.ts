import { describe, expect, it } from 'vitest';
import { sumLosses } from './losses.ts';

const loss = {
  writableBytes: 1000,
  anonymousVolumes: ['a1'],
  keptVolumes: ['data'],
  running: true,
};

describe('sumLosses', () => {
  it('sums what is known and counts what is not', () => {
    const sum = sumLosses([
      { loss },
      { loss: { ...loss, writableBytes: null, anonymousVolumes: ['a2'], running: false } },
      { loss: undefined, failed: true },
      { loss: undefined },
    ]);
    expect(sum).toEqual({
      writableBytes: 1000,
      unmeasured: 2,
      anonymousVolumes: ['a1', 'a2'],
      keptVolumes: ['data'],
      running: 1,
      pending: 1,
    });
  });
});
