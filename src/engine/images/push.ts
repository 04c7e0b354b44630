/** Pushes an image to the registry of its name, telling the state of each layer. */
import type { CallOptions } from '../../contract/define.ts';
import type { JobStep } from '../../contract/jobs.ts';
import { splitReference } from '../../contract/reference.ts';
import type { Engine } from '../docker/engine.ts';
import { imageSegment } from '../docker/path.ts';
import { progressLines } from '../docker/progress.ts';
import { pushedDigest, pushStepOf } from './push-steps.ts';

export interface PushInput {
  /** A name that the image has on this engine. */
  readonly reference: string;
  /** The login at the registry, as `engineAuth` writes it. */
  readonly auth: string;
}

export type PushEvent =
  | { readonly kind: 'step'; readonly step: JobStep }
  /** `digest` is empty where the engine does not say. */
  | { readonly kind: 'result'; readonly digest: string };

/** The engine says nothing before the registry has answered. */
const openTimeoutMs = 180_000;

/**
 * Steps as they change; the last event is the result. Leaving the loop or the signal stops the push in the engine
 * too. Throws the registry's refusal decoded.
 */
export async function* pushImage(
  engine: Engine,
  input: PushInput,
  options: CallOptions = {},
): AsyncGenerator<PushEvent> {
  const { name, tag } = splitReference(input.reference);
  const about = { operation: 'image-push', id: input.reference, name: input.reference } as const;
  const stream = await engine.stream({
    method: 'POST',
    path: `/images/${imageSegment(name)}/push`,
    query: { tag },
    headers: { 'x-registry-auth': input.auth },
    signal: options.signal,
    timeoutMs: openTimeoutMs,
    about,
  });
  const layers = new Map<string, JobStep>();
  let digest = '';
  try {
    for await (const line of progressLines(stream.bytes, about)) {
      digest = pushedDigest(line) ?? digest;
      const step = pushStepOf(line, layers.get(line.id));
      if (step === null) continue;
      layers.set(step.id, step);
      yield { kind: 'step', step };
    }
  } finally {
    stream.close();
  }
  yield { kind: 'result', digest };
}
