import { dockerWords } from '../../contract/command-line.ts';
import { refuse } from '../../contract/errors.ts';
import type { HostId, JobId } from '../../contract/ids.ts';
import type { JobStep } from '../../contract/jobs.ts';
import { readReference } from '../../contract/reference.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { findImage } from '../../engine/images/detail.ts';
import { tagImage } from '../../engine/images/names.ts';
import { pushImage } from '../../engine/images/push.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import { startHostJob } from './host-job.ts';
import type { JobControl, JobResult } from './job-table.ts';
import { pictureOf } from './pull-into.ts';

export interface PushOrder {
  readonly host: HostId;
  /** A name or an id. */
  readonly image: string;
  readonly reference: string;
}

const inFull = (name: string): string => {
  const reading = readReference(name);
  if (!reading.ok) return '';
  const { registry, repository, tag } = reading.reference;
  return `${registry}/${repository}:${tag ?? 'latest'}`;
};

/** Throws `bad-reference` and `image-not-found` before there is a job. */
export async function pushJob(backbone: Backbone, order: PushOrder): Promise<JobId> {
  const { host, image, reference } = order;
  const { hosts, registries, journal } = backbone;
  const reading = readReference(reference);
  if (!reading.ok || reading.reference.digest !== null) {
    throw refuse('bad-reference', 'An image is pushed by a name and a tag.', {
      facts: { name: reference },
    });
  }
  const found = await hosts.withEngine(host, (engine) => findImage(engine, image));
  if (!found) {
    throw refuse('image-not-found', `${image} is not on this engine.`, { facts: { name: image } });
  }
  const isNamed = found.tags.some((tag) => inFull(tag) === inFull(reference));

  async function work(engine: Engine, control: JobControl): Promise<JobResult> {
    const auth = await registries.authFor(reference);
    if (!isNamed) {
      const words = dockerWords.tag(image, reference);
      const act = { host, action: 'images.tag', subject: reference, words };
      await recorded(journal, act, () => tagImage(engine, { image, reference }, control));
      control.result({ tagged: true });
    }
    const steps = new Map<string, JobStep>();
    control.update({ phase: 'pushing' });
    let digest = '';
    for await (const event of pushImage(engine, { reference, auth }, control)) {
      if (event.kind === 'result') digest = event.digest;
      else {
        steps.set(event.step.id, event.step);
        const { phase: _, ...picture } = pictureOf([...steps.values()]);
        control.update(picture);
      }
    }
    return { references: [reference], ...(digest === '' ? {} : { digest }) };
  }

  return startHostJob(backbone, {
    ...{ host, kind: 'push', subject: reference, action: 'images.push' },
    words: dockerWords.push(reference),
    work: (control) => hosts.withEngine(host, (engine) => work(engine, control)),
  }).id;
}
