/** What a person chose for logs; kept for the next one. */
import * as z from 'zod';

export const tails = [100, 1_000, 10_000, 'all'] as const;

export const LogView = z.object({
  tail: z.union([z.literal(100), z.literal(1_000), z.literal(10_000), z.literal('all')]),
  times: z.boolean(),
  wrap: z.boolean(),
});
export type LogView = z.infer<typeof LogView>;

export const usualLogView: LogView = { tail: 1_000, times: false, wrap: true };

/** How far back, beside what is typed. */
export const sinceSteps = ['10m', '1h', '24h', '7d'] as const;
