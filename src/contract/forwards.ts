/** Ports of containers on remote hosts, brought to this machine through the host's login. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { Problem } from './errors.ts';
import { ContainerId, ForwardId, HostId } from './ids.ts';

const Port = z.number().int().min(1).max(65_535);

export const Forward = z.object({
  id: ForwardId,
  host: HostId,
  container: ContainerId,
  containerName: z.string(),
  containerPort: Port,
  /** On 127.0.0.1 of the machine that Longshore runs on. */
  localPort: Port,
  openedAtMs: z.number(),
  /** Connections that are open now. */
  connections: z.number().int(),
  /** Why the last connection did not come through; null once one does. */
  problem: Problem.nullable(),
});
export type Forward = z.infer<typeof Forward>;

export const forwards = {
  /** All that are open, again after each change. */
  watch: stream({ input: z.object({}), event: z.array(Forward), delivery: 'latest' }),
  /**
   * The port need not be published. One that is open already is given again. `port-in-use` when the
   * wanted local port is taken; without one a free port is taken, the same number where it can be had.
   */
  open: call({
    input: z.object({
      host: HostId,
      container: ContainerId,
      port: Port,
      localPort: Port.optional(),
    }),
    output: Forward,
  }),
  /** Its connections end too. */
  close: call({ input: z.object({ forward: ForwardId }), output: z.object({}) }),
};
