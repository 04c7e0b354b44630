import { ContractError } from '../../contract/errors.ts';
import type { JobStep } from '../../contract/jobs.ts';
import { atMirror } from '../../contract/mirror.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { removeImage, tagImage } from '../../engine/images/names.ts';
import { pullImage } from '../../engine/images/pull.ts';
import type { JobControl } from './job-table.ts';

export interface PullOrder {
  readonly reference: string;
  readonly platform?: string | undefined;
  /** Asked instead of the default registry. */
  readonly mirror?: string | undefined;
  /** Asked when the default registry cannot be reached. Empty: none. */
  readonly fallbackMirror: string;
  /** The login for a reference; undefined to ask as nobody. */
  readonly authFor: (reference: string) => Promise<string | undefined>;
}

/** Pulls one image, showing its layers in the job. Throws the registry's refusal decoded. */
export async function pullInto(
  engine: Engine,
  order: PullOrder,
  control: JobControl,
): Promise<void> {
  if (order.mirror) return pullFromMirror(engine, { ...order, mirror: order.mirror }, control);
  try {
    await pullOnce(engine, order, control);
  } catch (error) {
    const unreachable = error instanceof ContractError && error.code === 'registry-unreachable';
    const mirror = order.fallbackMirror;
    if (!unreachable || mirror === '' || atMirror(order.reference, mirror) === null) throw error;
    await pullFromMirror(engine, { ...order, mirror }, control);
  }
}

/** From the mirror under its own name, then under the asked one; the mirror's name is taken off again. */
async function pullFromMirror(
  engine: Engine,
  order: PullOrder & { mirror: string },
  control: JobControl,
): Promise<void> {
  const there = atMirror(order.reference, order.mirror);
  if (there === null) return pullOnce(engine, order, control);
  await pullOnce(engine, { ...order, reference: there }, control);
  await tagImage(engine, { image: there, reference: order.reference }, control);
  await removeImage(engine, { image: there, force: false });
}

async function pullOnce(
  engine: Engine,
  { reference, platform, authFor }: PullOrder,
  control: JobControl,
): Promise<void> {
  const steps = new Map<string, JobStep>();
  control.update({ phase: 'pulling', steps: [] });
  const input = { reference, platform, auth: await authFor(reference) };
  for await (const event of pullImage(engine, input, control)) {
    if (event.kind !== 'step') continue;
    steps.set(event.step.id, event.step);
    control.update(pictureOf([...steps.values()]));
  }
}

/** All layers as one: what is said of the pull as a whole. */
export function pictureOf(steps: JobStep[]): {
  phase: 'pulling' | 'downloading' | 'extracting';
  steps: JobStep[];
  doneBytes: number;
  totalBytes: number;
} {
  const sum = (of: (step: JobStep) => number) => steps.reduce((all, step) => all + of(step), 0);
  const has = (phase: JobStep['phase']) => steps.some((step) => step.phase === phase);
  return {
    phase: has('downloading') ? 'downloading' : has('extracting') ? 'extracting' : 'pulling',
    steps,
    doneBytes: sum((step) => Math.min(step.doneBytes, step.totalBytes)),
    totalBytes: sum((step) => step.totalBytes),
  };
}
