/** What the removal of an image or of one of its names would do, told before it is done. */
import type { CallOptions } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { ImageRemovalOutcome, ImageSummary } from '../../contract/images.ts';
import { listContainers } from '../containers/list.ts';
import type { Engine } from '../docker/engine.ts';
import { imageDetail } from './detail.ts';
import { allImages } from './list.ts';
import { isLiveUser } from './removal-order.ts';

type User = ImageRemovalOutcome['containers'][number];
type Child = ImageRemovalOutcome['children'][number];

export interface RemovalFacts {
  readonly image: ImageSummary;
  /** The name to remove as the engine lists it; null when the image itself is asked for. */
  readonly tag: string | null;
  readonly users: readonly User[];
  /** Built on it, intermediate ones too. */
  readonly children: readonly Child[];
}

/** The rules of Docker's image removal without force. Pure. */
export function outcomeOf({ image, tag, users, children }: RemovalFacts): ImageRemovalOutcome {
  const otherTags = image.tags.filter((name) => name !== tag);
  const base = {
    ...{ containers: [...users], children: [...children] },
    ...{ otherTags, sizeBytes: image.sizeBytes },
  };
  if (tag !== null && otherTags.length > 0) return { effect: 'untag', reason: 'none', ...base };
  // The last name counts as the image: its containers hold it back before its children do.
  if (users.some((user) => user.running)) {
    return { effect: 'refused', reason: 'running-containers', ...base };
  }
  if (users.length > 0) return { effect: 'refused', reason: 'stopped-containers', ...base };
  if (children.length > 0) {
    return tag === null
      ? { effect: 'refused', reason: 'has-children', ...base }
      : { effect: 'untag', reason: 'has-children', ...base };
  }
  return { effect: 'delete', reason: 'none', ...base };
}

/** Docker takes as few digits of an id as tell it from others. */
const idPattern = /^(?:sha256:)?([0-9a-f]{4,64})$/;

/** `redis` is listed as `redis:latest`, on Podman as `docker.io/library/redis:latest`. Null for an id. */
function listedName(image: ImageSummary, asked: string): string | null {
  const exact = image.tags.find((tag) => tag === asked || tag === `${asked}:latest`);
  const ending = image.tags.find((tag) => tag.endsWith(`/${asked}`));
  const byId = image.id.startsWith(`sha256:${idPattern.exec(asked)?.[1] ?? '-'}`);
  return exact ?? ending ?? (byId ? null : asked);
}

/** Short ids that fit several images: an engine would take whichever, or none. */
export function refuseAmbiguous(images: readonly ImageSummary[], asked: string): void {
  const digits = idPattern.exec(asked)?.[1];
  if (digits === undefined || digits.length === 64) return;
  const isName = images.some((image) => image.tags.some((tag) => tag.startsWith(`${asked}:`)));
  const fitting = images.filter((image) => image.id.startsWith(`sha256:${digits}`));
  if (isName || fitting.length < 2) return;
  throw refuse('ambiguous-id', `${fitting.length} images have ids that begin with ${digits}.`, {
    facts: { name: digits, count: fitting.length },
  });
}

/** `image`: the name to remove, or an id for the whole image. Throws `image-not-found`, `ambiguous-id`. */
export async function removalOutcome(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<ImageRemovalOutcome> {
  const [containers, images] = await Promise.all([
    listContainers(engine, options),
    allImages(engine, options),
  ]);
  refuseAmbiguous(
    images.map((known) => known.summary),
    image,
  );
  const { summary } = await imageDetail(engine, image, options);
  const users = containers
    .filter((container) => container.imageId === summary.id)
    .map(({ id, name, state }) => ({ id, name, running: isLiveUser({ state }) }));
  const children = images
    .filter(({ parent }) => parent === summary.id)
    .map(({ summary: { id, tags } }) => ({ id, name: tags[0] ?? '' }));
  return outcomeOf({ image: summary, tag: listedName(summary, image), users, children });
}
