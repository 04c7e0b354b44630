/** Which of the ten marks a container wears. Pure. */
import type { ContainerState, Health } from '../../../contract/containers.ts';

export type Mark =
  | 'running'
  | 'healthy'
  | 'starting'
  | 'paused'
  | 'restarting'
  | 'unhealthy'
  | 'exited'
  | 'failed'
  | 'dead'
  | 'created';

export interface Condition {
  readonly state: ContainerState;
  readonly health: Health;
  readonly exitCode: number | null;
}

export function markOf({ state, health, exitCode }: Condition): Mark {
  switch (state) {
    case 'running':
      return health === 'none' ? 'running' : health;
    case 'exited':
      return exitCode === 0 || exitCode === null ? 'exited' : 'failed';
    case 'removing':
    case 'dead':
      return 'dead';
    default:
      return state;
  }
}

const order: readonly Mark[] = [
  'unhealthy',
  'restarting',
  'starting',
  'healthy',
  'running',
  'paused',
  'failed',
  'dead',
  'created',
  'exited',
];

/** What needs eyes first: for sorting by state. */
export const markRank = (mark: Mark): number => order.indexOf(mark);
