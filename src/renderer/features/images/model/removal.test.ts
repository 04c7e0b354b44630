import { describe, expect, it } from 'vitest';
import { type PlannedImage, RemovalPlan } from '../../../../contract/image-removal.ts';
import { ImageSummary } from '../../../../contract/images.ts';
import { going, plannedName, plannedTargets, removalTargets } from './removal.ts';

const image = (digit: string, tags: string[]) =>
  ImageSummary.parse({
    ...{ id: `sha256:${digit.repeat(64)}`, tags, digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: tags.length === 0, labelCount: 0 },
  });
const web = image('1', ['web:1', 'web:2']);
const bare = image('2', []);
const freed = { bytes: 0, precision: 'exact' };
const planned = (of: ImageSummary, effect: PlannedImage['effect'], digests: string[] = []) => ({
  ...{ image: of.id, names: of.tags, digests, createdAtMs: 0, sizeBytes: 1 },
  ...{ effect, reason: 'none', users: 0, children: [], freed },
});
const plan = RemovalPlan.parse({
  items: [
    planned(web, 'delete'),
    planned(bare, 'untag', ['a/b@sha256:0']),
    planned(web, 'refused'),
  ],
  freed,
});

describe('a plan', () => {
  it('asks for each name, or the id, of what is not refused', () =>
    expect(plannedTargets(going(plan))).toEqual(['web:1', 'web:2', bare.id]));
  it('calls an image by a name, by what is left of one, or by its short id', () => {
    expect(going(plan).map(plannedName)).toEqual(['web:1', 'a/b']);
    const [, second] = plan.items;
    expect(second && plannedName({ ...second, digests: [] })).toBe('222222222222');
  });
});

describe('removalTargets', () => {
  it('is each name, or the id', () => {
    expect(removalTargets(web, false)).toEqual(['web:1', 'web:2']);
    expect(removalTargets(web, true)).toEqual([web.id]);
    expect(removalTargets(bare, false)).toEqual([bare.id]);
  });
});
