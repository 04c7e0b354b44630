/** What a pull tells, line by line, as the state of each layer. Pure. */
import type { JobStep } from '../../contract/jobs.ts';
import type { ProgressLine } from '../docker/progress.ts';

const phases: readonly (readonly [RegExp, JobStep['phase']])[] = [
  [/^(Pulling fs layer|Waiting|Preparing)/i, 'waiting'],
  [/^(Downloading|Copying blob|Retrying)/i, 'downloading'],
  [/^Verifying/i, 'verifying'],
  [/^(Download complete|Copied)/i, 'downloaded'],
  [/^Extracting/i, 'extracting'],
  [/^(Pull complete)/i, 'done'],
  [/^Already exists/i, 'exists'],
];

/** Layers go by a short id; `latest: Pulling from x` has the tag for an id. */
const layerId = /^[0-9a-f]{12,64}$/;

/** Null for a line that is not about a layer. `before` is what was known of this layer. */
export function stepOf(line: ProgressLine, before: JobStep | undefined): JobStep | null {
  if (!layerId.test(line.id)) return null;
  const phase = phases.find(([pattern]) => pattern.test(line.status))?.[1];
  if (phase === undefined) return null;
  const total = Math.max(0, line.progressDetail?.total ?? 0);
  const current = Math.max(0, line.progressDetail?.current ?? 0);
  const knownTotal = before?.totalBytes ?? 0;
  const knownDone = before?.doneBytes ?? 0;
  if (phase === 'downloading') {
    return { id: line.id, phase, doneBytes: current, totalBytes: total || knownTotal };
  }
  // Extraction counts anew, in other units: the bytes of the download stay.
  const over = phase === 'done' || phase === 'downloaded' || phase === 'verifying';
  return {
    id: line.id,
    phase,
    doneBytes: over || phase === 'extracting' ? Math.max(knownDone, knownTotal) : knownDone,
    totalBytes: knownTotal,
  };
}

/** How a pull ended, from the lines that say so. */
export interface PullOutcome {
  /** `sha256:…`; empty where the engine does not say. */
  digest: string;
  upToDate: boolean;
}

export function noteOutcome(line: ProgressLine, outcome: PullOutcome): void {
  const digest = /^Digest: (sha256:[0-9a-f]{64})/.exec(line.status)?.[1];
  if (digest !== undefined) outcome.digest = digest;
  if (/Image is up to date/i.test(line.status)) outcome.upToDate = true;
}
