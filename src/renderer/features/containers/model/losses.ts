/** What several removals cost together. Pure. */
import type { RemovalLoss } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';

export interface LossOf {
  readonly host: HostId;
  readonly loss: RemovalLoss | undefined;
  /** It could not be found out. */
  readonly failed?: boolean | undefined;
}

export interface LossSum {
  readonly writableBytes: number;
  /** Containers whose writable layer nobody could measure. */
  readonly unmeasured: number;
  readonly anonymousVolumes: readonly string[];
  readonly keptVolumes: readonly string[];
  /** How many run: they are killed. */
  readonly running: number;
  /** How many are not known yet. */
  readonly pending: number;
}

export function sumLosses(all: readonly LossOf[]): LossSum {
  const known = all.flatMap(({ loss }) => loss ?? []);
  const failed = all.filter((one) => one.failed).length;
  const names = (of: 'anonymousVolumes' | 'keptVolumes') => [
    ...new Set(known.flatMap((loss) => loss[of])),
  ];
  return {
    writableBytes: known.reduce((sum, loss) => sum + (loss.writableBytes ?? 0), 0),
    unmeasured: failed + known.filter((loss) => loss.writableBytes === null).length,
    anonymousVolumes: names('anonymousVolumes'),
    keptVolumes: names('keptVolumes'),
    running: known.filter((loss) => loss.running).length,
    pending: all.length - known.length - failed,
  };
}
