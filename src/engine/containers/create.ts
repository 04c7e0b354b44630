/** A new container, and the wait for one's end. */
import * as z from 'zod';
import type { RunSpec } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import { ContainerId } from '../../contract/ids.ts';
import type { Engine } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import { number, texts } from '../docker/shapes.ts';
import { createBody } from './create-body.ts';

/** A first container of a large image unpacks nothing, but waits for the storage driver. */
const createTimeoutMs = 120_000;

const Created = z.object({ Id: ContainerId, Warnings: texts });

export interface CreatedContainer {
  readonly id: ContainerId;
  /** What the engine could not do as asked, in its own words. */
  readonly warnings: readonly string[];
}

/** Creates; does not pull and does not start. Throws `image-not-found` with the mend to pull. */
export async function createContainer(
  engine: Engine,
  spec: RunSpec,
  options: CallOptions = {},
): Promise<CreatedContainer> {
  const created = await engine.json(Created, {
    method: 'POST',
    path: '/containers/create',
    query: { name: spec.name, platform: spec.platform },
    body: createBody(spec),
    signal: options.signal,
    timeoutMs: createTimeoutMs,
    about: { operation: 'container-create', id: spec.image, name: spec.image },
  });
  return { id: created.Id, warnings: created.Warnings };
}

export interface WaitInput {
  readonly id: ContainerId;
  readonly timeoutMs: number;
}

/** The exit code once the container does not run; `engine-timeout` when it runs longer. */
export async function waitContainer(
  engine: Engine,
  { id, timeoutMs }: WaitInput,
  options: CallOptions = {},
): Promise<number> {
  const { StatusCode } = await engine.json(z.object({ StatusCode: number }), {
    method: 'POST',
    path: `/containers/${segment(id)}/wait`,
    signal: options.signal,
    timeoutMs,
    about: { operation: 'container-wait', id },
  });
  return StatusCode;
}
