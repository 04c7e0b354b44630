/** Gives an image a name, or takes one away. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import { splitReference } from '../../contract/reference.ts';
import type { Engine } from '../docker/engine.ts';
import { imageSegment } from '../docker/path.ts';
import { text } from '../docker/shapes.ts';

/** Deleting a large image unlinks its files one by one. */
const removeTimeoutMs = 300_000;

/** Throws `bad-reference`, `image-not-found`. A name that another image has moves to this one. */
export async function tagImage(
  engine: Engine,
  input: { readonly image: string; readonly reference: string },
  options: CallOptions = {},
): Promise<void> {
  const { name, tag } = splitReference(input.reference);
  await engine.run({
    method: 'POST',
    path: `/images/${imageSegment(input.image)}/tag`,
    query: { repo: name, tag },
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'image-tag', id: input.image, name: input.image },
  });
}

const Removed = z
  .array(z.object({ Untagged: text, Deleted: text }))
  .nullable()
  .transform((rows) => rows ?? []);

export interface RemovedImage {
  readonly untagged: string[];
  /** Ids of images and layers that went. */
  readonly deleted: string[];
}

/** By reference: this name, and with the last one the image. By id: the image. */
export async function removeImage(
  engine: Engine,
  input: { readonly image: string; readonly force: boolean },
  options: CallOptions = {},
): Promise<RemovedImage> {
  const rows = await engine.json(Removed, {
    method: 'DELETE',
    path: `/images/${imageSegment(input.image)}`,
    query: { force: input.force },
    signal: options.signal,
    timeoutMs: removeTimeoutMs,
    about: { operation: 'image-remove', id: input.image, name: input.image },
  });
  return {
    untagged: rows.map((row) => row.Untagged).filter((name) => name !== ''),
    deleted: rows.map((row) => row.Deleted).filter((id) => id !== ''),
  };
}
