/** Pulls an image, telling the state of each layer. */
import type { CallOptions } from '../../contract/define.ts';
import type { JobStep } from '../../contract/jobs.ts';
import { splitReference } from '../../contract/reference.ts';
import type { Engine } from '../docker/engine.ts';
import { progressLines } from '../docker/progress.ts';
import { noteOutcome, type PullOutcome, stepOf } from './pull-steps.ts';

export interface PullInput {
  readonly reference: string;
  /** `linux/arm64`. Absent: the engine's own. */
  readonly platform?: string | undefined;
  /** The login at the registry, as `engineAuth` writes it. */
  readonly auth?: string | undefined;
}

export type PullEvent =
  | { readonly kind: 'step'; readonly step: JobStep }
  | ({ readonly kind: 'result' } & Readonly<PullOutcome>);

/** The engine says nothing before the registry has answered, or has not within its own time-outs. */
const openTimeoutMs = 180_000;

/**
 * Steps as they change; the last event is the result. Leaving the loop or the signal stops the pull in
 * the engine too (what layers came stay until its next start). Throws the registry's refusal decoded.
 */
export async function* pullImage(
  engine: Engine,
  input: PullInput,
  options: CallOptions = {},
): AsyncGenerator<PullEvent> {
  const { name, tag } = splitReference(input.reference);
  const about = { operation: 'image-pull', id: input.reference, name: input.reference } as const;
  const stream = await engine.stream({
    method: 'POST',
    path: '/images/create',
    query: { fromImage: name, tag, platform: input.platform },
    ...(input.auth === undefined ? {} : { headers: { 'x-registry-auth': input.auth } }),
    signal: options.signal,
    timeoutMs: openTimeoutMs,
    about,
  });
  const layers = new Map<string, JobStep>();
  const outcome: PullOutcome = { digest: '', upToDate: false };
  try {
    for await (const line of progressLines(stream.bytes, about)) {
      noteOutcome(line, outcome);
      const step = stepOf(line, layers.get(line.id));
      if (step === null) continue;
      layers.set(step.id, step);
      yield { kind: 'step', step };
    }
  } finally {
    stream.close();
  }
  yield { kind: 'result', ...outcome };
}
