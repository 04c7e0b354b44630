/** The steps that an image was built by, as a person reads them. Pure. */
import type { HistoryEntry } from '../../../../contract/images.ts';
import { type BuildStep, readBuildStep } from '../../../shared/lib/build-step.ts';

export interface HistoryStep extends BuildStep {
  /** 1 is the oldest. */
  readonly number: number;
  readonly entry: HistoryEntry;
  /** It changed no file: only settings. */
  readonly empty: boolean;
}

/** Newest first, as engines give it. */
export function historySteps(entries: readonly HistoryEntry[]): readonly HistoryStep[] {
  return entries.map((entry, index) => ({
    number: entries.length - index,
    ...readBuildStep(entry.createdBy),
    entry,
    empty: entry.sizeBytes === 0,
  }));
}
