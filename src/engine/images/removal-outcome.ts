/** What the removal of an image or of one of its names would do, told before it is done. */
import type { CallOptions } from '../../contract/define.ts';
import type { ImageRemovalOutcome, ImageSummary } from '../../contract/images.ts';
import { listContainers } from '../containers/list.ts';
import type { Engine } from '../docker/engine.ts';
import { imageDetail } from './detail.ts';
import { imageRows } from './list.ts';

type User = ImageRemovalOutcome['containers'][number];

export interface RemovalFacts {
  readonly image: ImageSummary;
  /** The name to remove as the engine lists it; null when the image itself is asked for. */
  readonly tag: string | null;
  readonly users: readonly User[];
  readonly hasChildren: boolean;
}

/** The rules of Docker's image removal without force. Pure. */
export function outcomeOf({ image, tag, users, hasChildren }: RemovalFacts): ImageRemovalOutcome {
  const otherTags = image.tags.filter((name) => name !== tag);
  const base = { containers: [...users], otherTags, sizeBytes: image.sizeBytes };
  if (tag !== null && otherTags.length > 0) return { effect: 'untag', reason: 'none', ...base };
  // The last name counts as the image: its containers hold it back before its children do.
  if (users.some((user) => user.running)) {
    return { effect: 'refused', reason: 'running-containers', ...base };
  }
  if (users.length > 0) return { effect: 'refused', reason: 'stopped-containers', ...base };
  if (hasChildren) {
    return tag === null
      ? { effect: 'refused', reason: 'has-children', ...base }
      : { effect: 'untag', reason: 'has-children', ...base };
  }
  return { effect: 'delete', reason: 'none', ...base };
}

/** `redis` is listed as `redis:latest`, on Podman as `docker.io/library/redis:latest`. */
function listedName(image: ImageSummary, asked: string): string | null {
  if (/^(sha256:)?[0-9a-f]{12,64}$/.test(asked)) return null;
  const exact = image.tags.find((tag) => tag === asked || tag === `${asked}:latest`);
  const ending = image.tags.find((tag) => tag.endsWith(`/${asked}`));
  return exact ?? ending ?? asked;
}

/** `image`: the name to remove, or an id for the whole image. Throws `image-not-found`. */
export async function removalOutcome(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<ImageRemovalOutcome> {
  const [{ summary }, containers, rows] = await Promise.all([
    imageDetail(engine, image, options),
    listContainers(engine, options),
    imageRows(engine, { all: true }, options),
  ]);
  const users = containers
    .filter((container) => container.imageId === summary.id)
    .map(({ id, name, state }) => ({
      id,
      name,
      running: state === 'running' || state === 'paused' || state === 'restarting',
    }));
  return outcomeOf({
    image: summary,
    tag: listedName(summary, image),
    users,
    hasChildren: rows.some((row) => row.ParentId !== '' && row.ParentId === summary.id),
  });
}
