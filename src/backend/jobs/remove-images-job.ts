import { toProblem } from '../../contract/errors.ts';
import type { HostId, JobId } from '../../contract/ids.ts';
import type {
  BytesPrecision,
  ImageToRemove,
  PlannedImage,
  RemovedItem,
} from '../../contract/image-removal.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import type { LayerBook } from '../../engine/images/layer-book.ts';
import { removalPlan } from '../../engine/images/removal-plan.ts';
import { removeExactly } from '../../engine/images/remove-exactly.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import { startHostJob } from './host-job.ts';
import type { JobControl, JobResult } from './job-table.ts';

export interface Removing {
  readonly host: HostId;
  readonly images: readonly ImageToRemove[];
  readonly book: LayerBook;
}

const nameOf = ({ image, names }: ImageToRemove): string => names[0] ?? image.slice(7, 19);

/**
 * Removes exactly what was shown, one after the other; one that fails stops no other, and a cancel stops before the
 * next. The engine's own prune is never used: it would take what nobody has seen.
 */
export function removeImagesJob(backbone: Backbone, { host, images, book }: Removing): JobId {
  backbone.hosts.mayChange(host);
  const asked = new Map(images.map((item) => [item.image as string, item]));

  async function removeOne(engine: Engine, wanted: ImageToRemove): Promise<RemovedItem> {
    const { image, names } = wanted;
    const targets = names.length === 0 ? [image] : names;
    const act = {
      ...{ host, action: 'images.remove', subject: nameOf(wanted) },
      words: ['docker', 'rmi', ...targets],
    };
    const none = { image, untagged: [], deleted: [], freedBytes: 0 };
    try {
      const did = await recorded(backbone.journal, act, () => removeExactly(engine, wanted));
      return { ...none, ...did, problem: null };
    } catch (error) {
      return { ...none, problem: toProblem(error) };
    }
  }

  async function work(engine: Engine, control: JobControl): Promise<JobResult> {
    control.update({ phase: 'preparing' });
    const scope = { kind: 'chosen' as const, images: images.map(({ image }) => image) };
    const plan = await removalPlan(engine, { scope, book }, control);
    const planned = new Map(plan.items.map((item) => [item.image as string, item]));
    // Children before what they are built on; what is not there any more comes last, to be told so.
    const order = [...plan.items.map(({ image }) => image), ...asked.keys()];
    const done: RemovedItem[] = [];
    const tell = (): JobResult => ({
      removal: { items: [...done], freed: freedBy(done, planned) },
    });
    control.update({ phase: 'removing', totalBytes: plan.freed.bytes });
    for (const id of new Set<string>(order)) {
      control.signal.throwIfAborted();
      const wanted = asked.get(id);
      if (!wanted) continue;
      const item = await removeOne(engine, wanted);
      const went = item.deleted.some((deleted) => deleted.endsWith(id.slice(7)));
      done.push(went ? { ...item, freedBytes: planned.get(id)?.freed.bytes ?? 0 } : item);
      control.result(tell());
      control.update({ doneBytes: freedBy(done, planned).bytes });
    }
    return tell();
  }

  return startHostJob(backbone, {
    ...{ host, kind: 'remove-images' },
    subject: images.map(nameOf).join(', ').slice(0, 300),
    work: (control) => backbone.hosts.withEngine(host, (engine) => work(engine, control)),
  }).id;
}

/** As sure as the least sure of what went. An image that stayed may have kept layers of one that went. */
function freedBy(
  done: readonly RemovedItem[],
  planned: ReadonlyMap<string, PlannedImage>,
): { bytes: number; precision: BytesPrecision } {
  const went = done.filter((item) => item.problem === null);
  const precisions = went.map(({ image }) => planned.get(image)?.freed.precision ?? 'exact');
  const failed = done.some(({ image, problem }) => {
    return problem !== null && planned.get(image)?.effect === 'delete';
  });
  const order = ['about', 'at-least'] as const;
  const precision = order.find((one) => precisions.includes(one)) ?? 'exact';
  return {
    bytes: done.reduce((sum, item) => sum + item.freedBytes, 0),
    precision: failed && precision === 'exact' ? 'about' : precision,
  };
}
