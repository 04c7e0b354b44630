/** What changed on an engine: one stream per window and host, fed by the one `/events` stream per engine. */
import * as z from 'zod';
import { ContainerSummary } from './containers.ts';
import { stream } from './define.ts';
import { ContainerId, HostId, ImageId } from './ids.ts';
import { ImageSummary } from './images.ts';

/** When the engine says it happened. A string: nanoseconds do not fit a double. */
const Moment = z.object({ timeNano: z.string() });

export const HostChange = z.discriminatedUnion('kind', [
  /** `row` is the container as listed now, or null when it is gone. */
  Moment.extend({
    kind: z.literal('container'),
    id: ContainerId,
    action: z.string(),
    row: ContainerSummary.nullable(),
  }),
  Moment.extend({
    kind: z.literal('image'),
    id: ImageId,
    action: z.string(),
    row: ImageSummary.nullable(),
  }),
  Moment.extend({ kind: z.literal('network'), name: z.string(), action: z.string() }),
  Moment.extend({ kind: z.literal('volume'), name: z.string(), action: z.string() }),
  /** Events may have been missed: what is listed must be fetched anew. */
  z.object({ kind: z.literal('gap') }),
]);
export type HostChange = z.infer<typeof HostChange>;

export const changes = {
  /** The first event is a `gap` when the engine came back since the window last listened. */
  watch: stream({ input: z.object({ host: HostId }), event: HostChange }),
};
