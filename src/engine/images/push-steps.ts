/** What a push tells, line by line, as the state of each layer. Pure. */
import type { JobStep } from '../../contract/jobs.ts';
import type { ProgressLine } from '../docker/progress.ts';

const phases: readonly (readonly [RegExp, JobStep['phase']])[] = [
  [/^(Preparing|Waiting)/i, 'waiting'],
  [/^(Pushing|Copying blob|Retrying)/i, 'uploading'],
  [/^Mounted from/i, 'mounted'],
  [/^Layer already exists/i, 'exists'],
  [/^(Pushed|Copied)/i, 'done'],
];

const layerId = /^[0-9a-f]{12,64}$/;

/** Null for a line that is not about a layer. `before` is what was known of this layer. */
export function pushStepOf(line: ProgressLine, before: JobStep | undefined): JobStep | null {
  if (!layerId.test(line.id)) return null;
  const phase = phases.find(([pattern]) => pattern.test(line.status))?.[1];
  if (phase === undefined) return null;
  const current = Math.max(0, line.progressDetail?.current ?? 0);
  const total = Math.max(0, line.progressDetail?.total ?? 0) || (before?.totalBytes ?? 0);
  const from = /^Mounted from (\S{1,300})/i.exec(line.status)?.[1];
  // Engines count past the size that they said before: a layer is a little larger as a tar.
  const totalBytes = Math.max(total, phase === 'uploading' ? current : 0);
  const doneBytes = phase === 'uploading' ? current : phase === 'done' ? totalBytes : 0;
  return { id: line.id, phase, doneBytes, totalBytes, ...(from === undefined ? {} : { from }) };
}

/** `sha256:…` of what was pushed, from the line that says it. Undefined in all others. */
export function pushedDigest(line: ProgressLine): string | undefined {
  const said = line.aux?.Digest || /\bdigest: (sha256:[0-9a-f]{64})\b/.exec(line.status)?.[1] || '';
  return /^sha256:[0-9a-f]{64}$/.test(said) ? said : undefined;
}
