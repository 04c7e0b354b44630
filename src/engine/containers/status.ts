/** The words in which engines list a container: `Exited (137) 3 days ago`, `Up 2 hours (healthy)`. */
import type { ContainerState, Health } from '../../contract/containers.ts';

const states = new Map<string, ContainerState>(
  Object.entries({
    created: 'created',
    running: 'running',
    paused: 'paused',
    restarting: 'restarting',
    removing: 'removing',
    exited: 'exited',
    dead: 'dead',
    // Podman's own.
    configured: 'created',
    initialized: 'created',
    stopped: 'exited',
    stopping: 'running',
  } satisfies Record<string, ContainerState>),
);

/** A state that no engine we know has is shown as dead rather than hidden. */
export function stateOf(word: string): ContainerState {
  return states.get(word.toLowerCase()) ?? 'dead';
}

/** Null unless the text tells it and the state is one that has ended. */
export function exitCodeOf(status: string, state: ContainerState): number | null {
  if (state !== 'exited' && state !== 'dead') return null;
  const match = /^(?:Exited|Dead|Stopped) \((-?\d+)\)/i.exec(status);
  return match?.[1] === undefined ? null : Number(match[1]);
}

export function healthOf(status: string): Health {
  if (/\(unhealthy\)/i.test(status)) return 'unhealthy';
  if (/\(healthy\)/i.test(status)) return 'healthy';
  if (/\((?:health: )?starting\)/i.test(status)) return 'starting';
  return 'none';
}

/** The same from inspect's word. */
export function healthWord(word: string | null | undefined): Health {
  const known = word?.toLowerCase();
  return known === 'healthy' || known === 'unhealthy' || known === 'starting' ? known : 'none';
}
