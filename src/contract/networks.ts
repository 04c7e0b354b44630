/** Networks, as far as the run form needs them. */
import * as z from 'zod';
import { call } from './define.ts';
import { HostId } from './ids.ts';

export const NetworkSummary = z.object({
  id: z.string(),
  name: z.string(),
  driver: z.string(),
  internal: z.boolean(),
});
export type NetworkSummary = z.infer<typeof NetworkSummary>;

export const networks = {
  list: call({ input: z.object({ host: HostId }), output: z.array(NetworkSummary) }),
};
