/** What is done to one container. Each throws what the engine's refusal means. */
import type { CallOptions } from '../../contract/define.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { Engine, EngineRequest } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import type { Operation } from '../docker/refusal.ts';

/** Starting sets up networks and mounts, on a slow card for a while. */
const actionTimeoutMs = 120_000;

type Verb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename';

interface Act {
  readonly verb: Verb;
  readonly id: ContainerId;
  readonly query?: EngineRequest['query'];
  readonly extraMs?: number;
}

async function act(engine: Engine, what: Act, options: CallOptions): Promise<void> {
  await engine.run({
    method: 'POST',
    path: `/containers/${segment(what.id)}/${what.verb}`,
    ...(what.query === undefined ? {} : { query: what.query }),
    signal: options.signal,
    timeoutMs: actionTimeoutMs + (what.extraMs ?? 0),
    about: { operation: `container-${what.verb}` satisfies Operation, id: what.id },
  });
}

/** A container that runs already is left alone. */
export function startContainer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<void> {
  return act(engine, { verb: 'start', id }, options);
}

export interface StopInput {
  readonly id: ContainerId;
  /** How long the process may take before it is killed. */
  readonly timeoutSeconds: number;
}

/** Waits for the end. A container that has stopped already is left alone. */
export function stopContainer(
  engine: Engine,
  { id, timeoutSeconds }: StopInput,
  options: CallOptions = {},
): Promise<void> {
  const extraMs = timeoutSeconds * 1000;
  return act(engine, { verb: 'stop', id, query: { t: timeoutSeconds }, extraMs }, options);
}

export function restartContainer(
  engine: Engine,
  { id, timeoutSeconds }: StopInput,
  options: CallOptions = {},
): Promise<void> {
  const extraMs = timeoutSeconds * 1000;
  return act(engine, { verb: 'restart', id, query: { t: timeoutSeconds }, extraMs }, options);
}

export function pauseContainer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<void> {
  return act(engine, { verb: 'pause', id }, options);
}

export function unpauseContainer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<void> {
  return act(engine, { verb: 'unpause', id }, options);
}

/** `signal`: a name with or without `SIG`, or a number. */
export function killContainer(
  engine: Engine,
  input: { readonly id: ContainerId; readonly signal: string },
  options: CallOptions = {},
): Promise<void> {
  return act(engine, { verb: 'kill', id: input.id, query: { signal: input.signal } }, options);
}

export function renameContainer(
  engine: Engine,
  input: { readonly id: ContainerId; readonly name: string },
  options: CallOptions = {},
): Promise<void> {
  return act(engine, { verb: 'rename', id: input.id, query: { name: input.name } }, options);
}

export interface RemoveInput {
  readonly id: ContainerId;
  /** Kills it first when it runs. */
  readonly force: boolean;
  /** Its anonymous volumes too. */
  readonly volumes: boolean;
}

export async function removeContainer(
  engine: Engine,
  { id, force, volumes }: RemoveInput,
  options: CallOptions = {},
): Promise<void> {
  await engine.run({
    method: 'DELETE',
    path: `/containers/${segment(id)}`,
    query: { force, v: volumes },
    signal: options.signal,
    timeoutMs: actionTimeoutMs,
    about: { operation: 'container-remove', id },
  });
}
