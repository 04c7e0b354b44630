/** Every call that changed something, for 30 days, with the command that equals it. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { ErrorCode } from './errors.ts';
import { HostId } from './ids.ts';

export const JournalEntry = z.object({
  id: z.string(),
  atMs: z.number(),
  host: HostId.nullable(),
  /** Its label at that time. */
  hostLabel: z.string().optional(),
  /** The operation: `containers.stop`. */
  action: z.string(),
  /** The object's name as a person knows it. */
  subject: z.string(),
  /** The `docker` command it equals; secret-looking values are masked. Empty when there is none. */
  command: z.string(),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  code: ErrorCode.nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export const journal = {
  /** Newest first. */
  list: call({
    input: z.object({
      limit: z.number().int().min(1).max(1000).default(200),
      beforeId: z.string().optional(),
    }),
    output: z.array(JournalEntry),
  }),
  /** Each new entry. */
  watch: stream({ input: z.object({}), event: JournalEntry }),
};
