import type { Stage } from '../../contract/connecting.ts';
import type { Problem } from '../../contract/errors.ts';

/** The two stages that every way ends with: an engine answers, and speaks an API that we speak. */
export function engineStages(problem: Problem | null): Stage[] {
  const ok = (name: 'ping' | 'api'): Stage => ({ name, state: 'ok', tookMs: null });
  if (problem === null) return [ok('ping'), ok('api')];
  const failed = { state: 'failed', tookMs: null, problem } as const;
  return problem.code === 'api-out-of-range'
    ? [ok('ping'), { ...failed, name: 'api' }]
    : [{ ...failed, name: 'ping' }];
}
