import { describe, expect, it } from 'vitest';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { ImageSummary } from '../../../../contract/images.ts';
import { canGo, planRemoval, removalTargets } from './removal.ts';

const image = (digit: string, tags: string[]) =>
  ImageSummary.parse({
    ...{ id: `sha256:${digit.repeat(64)}`, tags, digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: tags.length === 0, labelCount: 0 },
  });
const web = image('1', ['web:1', 'web:2']);
const bare = image('2', []);
const user = (of: ImageSummary, state: ContainerSummary['state']) =>
  ({ imageId: of.id, state }) as ContainerSummary;

describe('planRemoval', () => {
  it('tells running and stopped containers apart', () => {
    const plans = planRemoval(
      [web, bare],
      [user(web, 'running'), user(web, 'paused'), user(web, 'exited')],
    );
    expect(plans[0]).toEqual({ image: web, runningUsers: 2, stoppedUsers: 1 });
    expect(plans.map(canGo)).toEqual([false, true]);
  });
});

describe('removalTargets', () => {
  it('is each name, or the id', () => {
    expect(removalTargets(web, false)).toEqual(['web:1', 'web:2']);
    expect(removalTargets(web, true)).toEqual([web.id]);
    expect(removalTargets(bare, false)).toEqual([bare.id]);
  });
});
