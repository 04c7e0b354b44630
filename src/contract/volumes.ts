/** Volumes, as far as the run form needs them. */
import * as z from 'zod';
import { call } from './define.ts';
import { HostId } from './ids.ts';

export const VolumeSummary = z.object({
  name: z.string(),
  driver: z.string(),
  anonymous: z.boolean(),
});
export type VolumeSummary = z.infer<typeof VolumeSummary>;

export const volumes = {
  list: call({ input: z.object({ host: HostId }), output: z.array(VolumeSummary) }),
};
