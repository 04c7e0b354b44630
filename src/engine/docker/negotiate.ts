/** Which version of the API to speak with an engine, and what it is. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import { ContractError, refuse } from '../../contract/errors.ts';
import { createEngineClient } from './client.ts';
import { compareApi, type Engine, type EngineProduct } from './engine.ts';
import { notAnEngine } from './errors.ts';
import type { EngineTarget } from './target.ts';

/** 1.40 is Docker 19.03; what is older has no support anywhere. 1.51 is the newest that is tested. */
const ours = { min: '1.40', max: '1.51' } as const;
export const pingTimeoutMs = 5_000;
/** A small machine that swaps answers its first question after many seconds, and then goes on. */
const versionTimeoutMs = 15_000;

const Version = z.object({
  ApiVersion: z.string().regex(/^\d+\.\d+$/),
  MinAPIVersion: z.string().nullish(),
  Version: z.string().nullish(),
  Components: z.array(z.object({ Name: z.string().nullish() })).nullish(),
});

export interface EngineRange {
  readonly min: string;
  readonly max: string;
}

/** The newest version that both speak. Throws `api-out-of-range`, saying which side to update. */
export function chooseApi(engine: EngineRange): string {
  if (compareApi(engine.max, ours.min) < 0) {
    throw refuse(
      'api-out-of-range',
      `The engine speaks the API up to ${engine.max}, Longshore from ${ours.min} on: update the engine.`,
      { facts: { side: 'engine', engine: engine.max, limit: ours.min } },
    );
  }
  if (compareApi(engine.min, ours.max) > 0) {
    throw refuse(
      'api-out-of-range',
      `The engine speaks the API from ${engine.min} on, Longshore up to ${ours.max}: update Longshore.`,
      { facts: { side: 'longshore', engine: engine.min, limit: ours.max } },
    );
  }
  return compareApi(engine.max, ours.max) < 0 ? engine.max : ours.max;
}

function productOf(components: readonly string[]): EngineProduct {
  if (components.some((name) => /podman/i.test(name))) return 'podman';
  return components.includes('Engine') ? 'docker' : 'other';
}

export interface Negotiated {
  readonly engine: Engine;
  readonly range: EngineRange;
  readonly version: string;
}

/**
 * Asks for the version within 15 s and gives a client that speaks it. Throws what stands in the way:
 * `engine-absent`, `-refused`, `-denied`, `-timeout`, `not-an-engine`, `api-out-of-range`.
 */
export async function connectEngine(
  target: EngineTarget,
  options: CallOptions = {},
): Promise<Negotiated> {
  const first = createEngineClient({ target });
  try {
    const said = await first.json(Version, {
      path: '/version',
      signal: options.signal,
      timeoutMs: versionTimeoutMs,
    });
    const range = { min: said.MinAPIVersion ?? said.ApiVersion, max: said.ApiVersion };
    const product = productOf((said.Components ?? []).map((part) => part.Name ?? ''));
    const engine = createEngineClient({ target, apiVersion: chooseApi(range), product });
    return { engine, range, version: said.Version ?? '' };
  } catch (error) {
    // A web server that has no such page is not an engine, whatever its page says.
    if (error instanceof ContractError && notEngineCodes.has(error.code)) {
      throw notAnEngine(error.problem.detail ?? error.message);
    }
    throw error;
  } finally {
    first.close();
  }
}

const notEngineCodes: ReadonlySet<string> = new Set(['not-found', 'bad-parameter', 'engine-error']);

/** Whether the engine answers, within 5 s. Throws what stands in the way. */
export async function ping(engine: Engine, options: CallOptions = {}): Promise<void> {
  await engine.text({ path: '/_ping', signal: options.signal, timeoutMs: pingTimeoutMs });
}
