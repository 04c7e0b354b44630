import type { Problem } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import type { Backbone } from '../backbone.ts';
import { pause } from '../flow/latest.ts';

/** A dead link answers to nothing: what runs over it is then ended by its own end. */
const endLimitMs = 3_000;
const why: Problem = {
  code: 'host-left',
  message: 'This host was removed, or has another address now.',
};

/** Ends what goes over the way to a host that is given up: each says why it has ended. */
export async function endAllOn(
  backbone: Pick<Backbone, 'forwards' | 'bridges' | 'terminals' | 'jobs'>,
  host: HostId,
): Promise<void> {
  const { forwards, bridges, terminals, jobs } = backbone;
  forwards.endAll(host);
  jobs.endAll(host, why);
  const ended = Promise.all([bridges.end(host), terminals.endAll(host, why)]);
  await Promise.race([ended, pause(endLimitMs)]);
}
