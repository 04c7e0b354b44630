/** What the removal of images would do, and what one did. */
import * as z from 'zod';
import { Problem } from './errors.ts';
import { ImageId } from './ids.ts';

/**
 * `exact`: counted by layers whose sizes the engine told. `at-least`: an engine does not tell which step made which of
 * some layers. `about`: its sizes do not add up to the image's, or containers hold layers of images that are gone.
 */
export const BytesPrecision = z.enum(['exact', 'at-least', 'about']);
export type BytesPrecision = z.infer<typeof BytesPrecision>;

export const FreedBytes = z.object({ bytes: z.number(), precision: BytesPrecision });
export type FreedBytes = z.infer<typeof FreedBytes>;

export const PlannedImage = z.object({
  image: ImageId,
  /** As listed now. All of them are taken off; the last takes the image along. */
  names: z.array(z.string()),
  /** `repository@sha256:…`: what is left of a name that moved on. */
  digests: z.array(z.string()),
  createdAtMs: z.number(),
  /** Of the image, as listed. */
  sizeBytes: z.number(),
  /** `untag`: its names go, its layers stay for the images built on it. */
  effect: z.enum(['delete', 'untag', 'refused']),
  reason: z.enum([
    'none',
    'running-containers',
    'stopped-containers',
    'has-children',
    'intermediate',
  ]),
  /** How many containers are made from it. */
  users: z.number().int(),
  /** Names or ids of images that are built on it and stay. */
  children: z.array(z.string()),
  /** What goes with it once those before it in the list are gone: the layers that no image that is left uses. */
  freed: FreedBytes,
});
export type PlannedImage = z.infer<typeof PlannedImage>;

export const RemovalPlan = z.object({
  /** In the order in which they would be removed; what is refused stands last. */
  items: z.array(PlannedImage),
  freed: FreedBytes,
});
export type RemovalPlan = z.infer<typeof RemovalPlan>;

/** Which images: those named, or those that a clean-up would offer. */
export const RemovalScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chosen'), images: z.array(ImageId).min(1).max(1000) }),
  z.object({
    /** `dangling`: no name. `unused`: no container is made from it. */
    kind: z.enum(['dangling', 'unused']),
    createdBeforeMs: z.number().optional(),
    /** `name` or `name=value`. */
    label: z.string().max(1000).optional(),
  }),
]);
export type RemovalScope = z.infer<typeof RemovalScope>;

/** Exactly what was shown: an image that has another name by now is left alone. */
export const ImageToRemove = z.object({ image: ImageId, names: z.array(z.string()).max(1000) });
export type ImageToRemove = z.infer<typeof ImageToRemove>;

export const RemovedItem = z.object({
  image: ImageId,
  untagged: z.array(z.string()),
  deleted: z.array(z.string()),
  freedBytes: z.number(),
  problem: Problem.nullable(),
});
export type RemovedItem = z.infer<typeof RemovedItem>;

export const RemovalResult = z.object({ items: z.array(RemovedItem), freed: FreedBytes });
export type RemovalResult = z.infer<typeof RemovalResult>;
