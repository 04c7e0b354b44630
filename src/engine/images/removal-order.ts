/** In which order images go, which stay, and why: Docker's rules without force. Pure. */
import type { ContainerSummary } from '../../contract/containers.ts';
import type { ImageId } from '../../contract/ids.ts';
import type { PlannedImage } from '../../contract/image-removal.ts';
import type { ImageSummary } from '../../contract/images.ts';
import type { KnownImage } from './list.ts';

export interface RemovalFacts {
  readonly images: readonly KnownImage[];
  readonly containers: readonly Pick<ContainerSummary, 'imageId' | 'state'>[];
  /** A clean-up offers nothing that would only lose its names. */
  readonly cleanUp: boolean;
}

export interface RemovalStep
  extends Pick<PlannedImage, 'effect' | 'reason' | 'users' | 'children'> {
  readonly image: ImageSummary;
  /** Intermediate images below it that engines remove with it, because nothing else is built on them. */
  readonly along: readonly ImageId[];
}

const live: ReadonlySet<ContainerSummary['state']> = new Set(['running', 'paused', 'restarting']);

export const isLiveUser = ({ state }: Pick<ContainerSummary, 'state'>): boolean => live.has(state);

const nameOf = ({ tags, id }: ImageSummary): string => tags[0] ?? id;

export function orderRemoval(
  { images, containers, cleanUp }: RemovalFacts,
  chosen: ReadonlySet<ImageId>,
): RemovalStep[] {
  const byId = new Map(images.map((image) => [image.summary.id, image]));
  const alive = new Set(byId.keys());
  const childrenOf = (id: ImageId) =>
    images.filter(({ summary, parent }) => parent === id && alive.has(summary.id));
  const usersOf = (id: ImageId) => containers.filter(({ imageId }) => imageId === id);

  /** From a removed image downwards: what is kept for nobody any more. */
  function along(from: KnownImage): ImageId[] {
    const gone: ImageId[] = [];
    for (let below = from.parent; below !== null; ) {
      const parent = byId.get(below);
      const isKept = !parent?.summary.intermediate || childrenOf(below).length > 0;
      if (!parent || isKept || usersOf(below).length > 0) break;
      gone.push(below);
      alive.delete(below);
      below = parent.parent;
    }
    return gone;
  }

  const going: RemovalStep[] = [];
  let waiting = images
    .filter(({ summary }) => chosen.has(summary.id))
    .toSorted((a, b) => (nameOf(a.summary) < nameOf(b.summary) ? -1 : 1));
  const isHeld = ({ summary }: KnownImage) =>
    summary.intermediate || usersOf(summary.id).length > 0 || childrenOf(summary.id).length > 0;
  // Children first: what was held by them alone may go after them.
  for (let more = true; more; ) {
    const free = waiting.filter((image) => !isHeld(image));
    more = free.length > 0;
    for (const image of free) {
      alive.delete(image.summary.id);
      const outcome = { effect: 'delete', reason: 'none', users: 0, children: [] } as const;
      going.push({ image: image.summary, ...outcome, children: [], along: along(image) });
    }
    waiting = waiting.filter((image) => alive.has(image.summary.id));
  }
  const held = waiting.map(({ summary }): RemovalStep => {
    const users = usersOf(summary.id);
    const children = childrenOf(summary.id).map((child) => nameOf(child.summary));
    const base = { image: summary, users: users.length, children, along: [] };
    if (summary.intermediate) return { ...base, effect: 'refused', reason: 'intermediate' };
    if (users.length > 0) {
      const reason = users.some(isLiveUser) ? 'running-containers' : 'stopped-containers';
      return { ...base, effect: 'refused', reason };
    }
    const effect = summary.tags.length > 0 && !cleanUp ? 'untag' : 'refused';
    return { ...base, effect, reason: 'has-children' };
  });
  const rank = { delete: 0, untag: 1, refused: 2 } as const;
  return [...going, ...held].toSorted((a, b) => rank[a.effect] - rank[b.effect]);
}
