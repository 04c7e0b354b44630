import { dockerWords } from '../../contract/command-line.ts';
import type { CommitSpec } from '../../contract/containers.ts';
import type { ContainerId, HostId, JobId } from '../../contract/ids.ts';
import { commitContainer } from '../../engine/containers/commit.ts';
import type { Backbone } from '../backbone.ts';
import { startHostJob } from './host-job.ts';

export interface Committing {
  readonly host: HostId;
  readonly id: ContainerId;
  readonly spec: CommitSpec;
}

/** A container saved as an image. The result is its name, or its id where it has none. */
export function commitJob(backbone: Backbone, { host, id, spec }: Committing): JobId {
  const { hosts } = backbone;
  const subject = hosts.get(host).changes.names.of(id);
  const words = dockerWords.commit(subject, spec);
  return startHostJob(backbone, {
    ...{ host, kind: 'commit', subject, action: 'containers.commit', words },
    work: (control) =>
      hosts.withEngine(host, async (engine) => {
        control.update({ phase: 'committing' });
        const image = await commitContainer(engine, { id, spec }, control);
        return { image, references: [spec.reference || image] };
      }),
  }).id;
}
