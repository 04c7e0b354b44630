/** What the suites of the engine layer share: a client for a target and a labelled hand on it. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RunSpec } from '../../src/contract/containers.ts';
import { RunSpec as RunSpecSchema } from '../../src/contract/containers.ts';
import { ContractError, type Problem } from '../../src/contract/errors.ts';
import type { ContainerId } from '../../src/contract/ids.ts';
import { createContainer } from '../../src/engine/containers/create.ts';
import type { Engine } from '../../src/engine/docker/engine.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import { type RawEngine, rawEngine, testLabel } from '../support/raw-engine.ts';
import type { Target } from '../support/targets.ts';

export interface Bench {
  /** The client under test. */
  readonly engine: Engine;
  /** The test's own hand, independent of the code under test. */
  readonly raw: RawEngine;
}

/** Opens both before the suite; removes by label after each test. */
export function bench(target: Target): Bench {
  const raw = rawEngine(target.socket);
  const opened: { engine?: Engine } = {};
  beforeAll(async () => {
    opened.engine = (await connectEngine({ kind: 'socket', socketPath: target.socket })).engine;
  });
  afterEach(() => raw.removeAll());
  afterAll(() => opened.engine?.close());
  return {
    raw,
    get engine() {
      if (opened.engine === undefined) throw new Error('The suite has not begun.');
      return opened.engine;
    },
  };
}

/** A container of ours from the busybox fixture, labelled so that it goes after the test. */
export async function make(
  { engine, raw }: Bench,
  spec: Partial<RunSpec> = {},
): Promise<ContainerId> {
  const full = RunSpecSchema.parse({
    image: 'longshore/busybox:1',
    command: ['sleep', '600'],
    ...spec,
    labels: { ...spec.labels, [testLabel]: raw.id },
  });
  return (await createContainer(engine, full)).id;
}

/** The problem that a call is refused with; fails when it is not refused. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ContractError) return error.problem;
    throw error;
  }
  throw new Error('The call was not refused.');
}

/** Waits for a condition, by asking again; for what no event tells. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  limitMs = 20_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
