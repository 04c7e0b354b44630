import type { Stage, StageName } from '../contract/connecting.ts';
import { ContractError, type Problem, toProblem } from '../contract/errors.ts';

/** One stage while it lasts. After `ok`, `refused` or `failed` it no longer changes. */
export interface Step {
  /** A person is being asked. */
  waiting(): void;
  /** The person has answered. */
  running(): void;
  /** What the server says, as plain lines. */
  said(text: string): void;
  ok(what?: string): void;
  /** This one did not do, another of its kind may. */
  refused(problem?: Problem): void;
  /** The attempt ends here. Gives the error to throw. */
  failed(error: unknown): ContractError;
}

/** Records the stages of one attempt. */
export interface StageLog {
  begin(name: StageName, what?: string): Step;
}

/** `report` is called at each change, with all stages so far. */
export function createStageLog(report: (stages: readonly Stage[]) => void): StageLog {
  const stages: Stage[] = [];
  return {
    begin(name, what) {
      const started = performance.now();
      const index = stages.length;
      let done = false;
      const set = (change: Partial<Stage>): void => {
        if (done) return;
        const before = stages[index] ?? { name, state: 'running', tookMs: null };
        stages[index] = { ...before, ...change };
        report([...stages]);
      };
      const end = (change: Partial<Stage>): void => {
        set({ ...change, tookMs: Math.round(performance.now() - started) });
        done = true;
      };
      set(what === undefined ? {} : { what });
      return {
        waiting: () => set({ state: 'waiting' }),
        running: () => set({ state: 'running' }),
        said: (text) => set({ said: text }),
        ok: (said) => end({ state: 'ok', ...(said === undefined ? {} : { what: said }) }),
        refused: (problem) =>
          end({ state: 'refused', ...(problem === undefined ? {} : { problem }) }),
        failed(error) {
          const problem = toProblem(error);
          end({ state: 'failed', problem });
          return error instanceof ContractError ? error : new ContractError(problem);
        },
      };
    },
  };
}
