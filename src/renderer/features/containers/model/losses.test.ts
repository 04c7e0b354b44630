import { describe, expect, it } from 'vitest';
import { HostId } from '../../../../contract/ids.ts';
import { sumLosses } from './losses.ts';

const host = HostId.parse('docker-host');
const loss = {
  writableBytes: 1000,
  anonymousVolumes: ['a1'],
  keptVolumes: ['data'],
  running: true,
};

describe('sumLosses', () => {
  it('sums what is known and counts what is not', () => {
    const sum = sumLosses([
      { host, loss },
      { host, loss: { ...loss, writableBytes: null, anonymousVolumes: ['a2'], running: false } },
      { host, loss: undefined, failed: true },
      { host, loss: undefined },
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
