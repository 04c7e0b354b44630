/** The wire's figures. Both ends are built from this file, so they always agree. */

/** What may be under way, unread, in one direction of one stream. */
export const windowBytes = 256 * 1024;

/** Bytes travel in pieces of at most this size; smaller ones that wait are merged up to it. */
export const chunkBytes = 64 * 1024;

/** Credit goes back in steps of this size, or when nothing waits at the receiver. */
export const creditStepBytes = 64 * 1024;

/** An input, an output or an event (bytes are split first, so they have no limit of their own). */
export const maxValueBytes = 16 * 1024 * 1024;

/** What a socket has to let through: the largest value and room for the frame's head. */
export const maxFrameBytes = maxValueBytes + 64 * 1024;

/** Operations of one link that have not ended, handlers that still clean up included. */
export const maxOpen = 1_000;

/** A value costs at least this much credit, so that a flood of empty values is bounded too. */
export const minValueBytes = 64;

/** Containers inside containers in one value. Real answers stay below 30. */
export const maxDepth = 200;

/** The other side is a process that may still be starting. */
export const helloTimeoutMs = 30_000;
