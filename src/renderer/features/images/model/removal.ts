/** What a removal of several images would do, from what the lists know. Pure. */
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { ImageSummary } from '../../../../contract/images.ts';

export interface PlannedRemoval {
  readonly image: ImageSummary;
  readonly runningUsers: number;
  readonly stoppedUsers: number;
}

const runs: ReadonlySet<ContainerSummary['state']> = new Set(['running', 'paused', 'restarting']);

export function planRemoval(
  images: readonly ImageSummary[],
  containers: readonly ContainerSummary[],
): readonly PlannedRemoval[] {
  return images.map((image) => {
    const users = containers.filter((container) => container.imageId === image.id);
    const running = users.filter((user) => runs.has(user.state)).length;
    return { image, runningUsers: running, stoppedUsers: users.length - running };
  });
}

export const canGo = (plan: PlannedRemoval) => plan.runningUsers + plan.stoppedUsers === 0;

/**
 * What is asked of the engine to make a whole image go: each of its names, the last of which takes the image along
 * (by id an engine refuses an image with names in two repositories); by force, or without a name, its id.
 */
export function removalTargets(image: ImageSummary, force: boolean): readonly string[] {
  return force || image.tags.length === 0 ? [image.id] : image.tags;
}
