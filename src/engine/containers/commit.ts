/** A container's files and settings as a new image on top of its own. */
import * as z from 'zod';
import type { CommitSpec } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { ContainerId, ImageId } from '../../contract/ids.ts';
import { firstFault } from '../../contract/image-instructions.ts';
import { splitReference } from '../../contract/reference.ts';
import type { Engine } from '../docker/engine.ts';
import { notAnEngine } from '../docker/errors.ts';
import { imageIdOf, text } from '../docker/shapes.ts';

/** The engine packs the container's layer before it answers: gigabytes on a slow disk. */
const commitTimeoutMs = 30 * 60_000;

const Committed = z.object({ Id: text });

/**
 * Throws `bad-parameter` for an instruction that no engine takes, `bad-reference`, `not-found`. Once begun an engine
 * does not stop: aborting only ends the wait.
 */
export async function commitContainer(
  engine: Engine,
  { id, spec }: { readonly id: ContainerId; readonly spec: CommitSpec },
  options: CallOptions = {},
): Promise<ImageId> {
  const faulty = firstFault(spec.changes);
  if (faulty !== null) {
    throw refuse('bad-parameter', `Not an instruction for an image: ${faulty.line}`, {
      facts: { name: faulty.line },
    });
  }
  const named = spec.reference ? splitReference(spec.reference) : undefined;
  const answer = await engine.json(Committed, {
    method: 'POST',
    path: '/commit',
    query: {
      container: id,
      repo: named?.name,
      tag: named?.tag,
      comment: spec.message || undefined,
      author: spec.author || undefined,
      pause: spec.pause,
      changes: spec.changes,
    },
    // Podman wants one.
    body: {},
    signal: options.signal,
    timeoutMs: commitTimeoutMs,
    about: { operation: 'container-commit', id, name: spec.reference },
  });
  const image = imageIdOf(answer.Id);
  if (image === null) throw notAnEngine(`Unexpected image id: ${answer.Id}`);
  return image;
}
