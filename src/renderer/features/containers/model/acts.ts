/** What can be done to a container: when it fits, what undoes it, which command it equals. Pure. */

import { dockerLine } from '../../../../contract/command-line.ts';
import type { ContainerState, ContainerSummary } from '../../../../contract/containers.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';

export type Act =
  | { readonly kind: 'start' | 'pause' | 'unpause' }
  | { readonly kind: 'stop' | 'restart'; readonly timeoutSeconds: number }
  | { readonly kind: 'kill'; readonly signal: string }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'remove'; readonly force: boolean; readonly volumes: boolean };
export type ActKind = Act['kind'];

/** As long as `docker stop` waits by itself. */
export const usualTimeoutSeconds = 10;

/** One container, where it is. */
export interface Target {
  readonly host: HostId;
  readonly id: ContainerId;
  readonly name: string;
  readonly state: ContainerState;
}

export const shortId = (id: string): string => id.slice(0, 12);

/** The name, or a short id where the engine shows none. */
export const shownName = ({ id, name }: ContainerSummary): string =>
  name === '' ? shortId(id) : name;

export const targetOf = (row: ContainerSummary, host: HostId): Target => ({
  host,
  id: row.id,
  name: shownName(row),
  state: row.state,
});

const live: readonly ContainerState[] = ['running', 'paused', 'restarting'];
const fitting: Readonly<Record<ActKind, readonly ContainerState[]>> = {
  start: ['created', 'exited'],
  stop: live,
  restart: [...live, 'exited'],
  pause: ['running'],
  unpause: ['paused'],
  kill: live,
  rename: ['created', ...live, 'exited', 'dead'],
  remove: ['created', ...live, 'exited', 'dead'],
};

export const fits = (kind: ActKind, state: ContainerState): boolean =>
  fitting[kind].includes(state);

export const isLive = (state: ContainerState): boolean => live.includes(state);

/** What puts it back as it was; undefined where nothing does. */
export function undoOf(act: Act, target: Target): Act | undefined {
  switch (act.kind) {
    case 'start':
      return { kind: 'stop', timeoutSeconds: usualTimeoutSeconds };
    case 'stop':
      return { kind: 'start' };
    case 'pause':
      return { kind: 'unpause' };
    case 'unpause':
      return { kind: 'pause' };
    case 'rename':
      // A container whose name the engine hides was shown by its id, which is no name to give back.
      return target.name === shortId(target.id) ? undefined : { kind: 'rename', name: target.name };
    default:
      return undefined;
  }
}

function options(act: Act): readonly string[] {
  switch (act.kind) {
    case 'stop':
    case 'restart':
      return act.timeoutSeconds === usualTimeoutSeconds ? [] : ['-t', String(act.timeoutSeconds)];
    case 'kill':
      return ['-s', act.signal];
    case 'remove':
      return [...(act.force ? ['-f'] : []), ...(act.volumes ? ['-v'] : [])];
    default:
      return [];
  }
}

/** The `docker` line for all targets at once. */
export function actCommand(act: Act, targets: readonly { readonly name: string }[]): string {
  const verb = act.kind === 'remove' ? 'rm' : act.kind;
  const names = targets.map((target) => target.name);
  const last = act.kind === 'rename' ? [act.name] : [];
  return dockerLine([verb, ...options(act), ...names, ...last]);
}
