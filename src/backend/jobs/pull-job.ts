import { dockerWords } from '../../contract/command-line.ts';
import type { HostId, JobId } from '../../contract/ids.ts';
import { mirrorHost } from '../../contract/mirror.ts';
import type { Backbone } from '../backbone.ts';
import { startHostJob } from './host-job.ts';
import { pullInto } from './pull-into.ts';

export interface PullJob {
  readonly host: HostId;
  readonly reference: string;
  readonly platform?: string | undefined;
  readonly mirror?: string | undefined;
}

/** Throws `bad-parameter` for a mirror that is no address. */
export function pullJob(backbone: Backbone, input: PullJob): JobId {
  const { host, reference, platform, mirror } = input;
  if (mirror) mirrorHost(mirror);
  const words = dockerWords.pull(reference, platform);
  const act = { action: 'images.pull', words };
  return startHostJob(backbone, {
    ...{ host, kind: 'pull', subject: reference, ...act },
    work: (control) =>
      backbone.hosts.withEngine(host, async (engine) => {
        const fallbackMirror = (await backbone.settings).latest.get().registryMirror;
        const authFor = backbone.registries.pullAuthFor;
        await pullInto(engine, { reference, platform, mirror, fallbackMirror, authFor }, control);
        return { references: [reference] };
      }),
  }).id;
}
