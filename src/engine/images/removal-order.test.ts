import { describe, expect, it } from 'vitest';
import { ImageId } from '../../contract/ids.ts';
import { orderRemoval } from './removal-order.ts';
import { inScope } from './removal-plan.ts';

const idOf = (digit: string) => ImageId.parse(`sha256:${digit.repeat(64)}`);

interface Made {
  readonly parent?: string;
  readonly tags?: string[];
  readonly intermediate?: boolean;
  readonly labels?: Record<string, string>;
}

function image(digit: string, { parent, tags = [], intermediate = false, labels = {} }: Made = {}) {
  const summary = {
    ...{ id: idOf(digit), tags, digests: [], sizeBytes: 1, createdAtMs: Number(digit) },
    ...{ platform: '', dangling: tags.length === 0 && !intermediate, intermediate, labelCount: 0 },
  };
  return { summary, parent: parent === undefined ? null : idOf(parent), labels };
}
const user = (digit: string, state: 'running' | 'exited') => ({ imageId: idOf(digit), state });

const base = image('1', { tags: ['base:1'] });
const step = image('2', { parent: '1', intermediate: true });
const app = image('3', { parent: '2', tags: ['app:1', 'app:2'] });
const images = [base, step, app];

const plan = (chosen: string[], more: Partial<Parameters<typeof orderRemoval>[0]> = {}) =>
  orderRemoval({ images, containers: [], cleanUp: false, ...more }, new Set(chosen.map(idOf)));

describe('orderRemoval', () => {
  it('removes children first, with the steps that were kept for them', () => {
    const steps = plan(['1', '3']);
    expect(steps.map(({ image: { tags }, effect }) => [tags[0], effect])).toEqual([
      ['app:1', 'delete'],
      ['base:1', 'delete'],
    ]);
    expect(steps[0]?.along).toEqual([idOf('2')]);
  });
  it('takes only the names off what others are built on; a clean-up leaves it', () => {
    expect(plan(['1'])).toMatchObject([{ effect: 'untag', reason: 'has-children' }]);
    expect(plan(['1'], { cleanUp: true })).toMatchObject([
      { effect: 'refused', children: [idOf('2')] },
    ]);
  });
  it('leaves what containers use, running or not, and so what that is built on', () => {
    const containers = [user('3', 'exited')];
    expect(plan(['3', '1'], { containers })).toMatchObject([
      { image: base.summary, effect: 'untag' },
      { effect: 'refused', reason: 'stopped-containers', users: 1 },
    ]);
    const running = [user('3', 'exited'), user('3', 'running')];
    expect(plan(['3'], { containers: running })).toMatchObject([{ reason: 'running-containers' }]);
  });
  it('never offers a step of a build', () =>
    expect(plan(['2'])).toMatchObject([{ effect: 'refused', reason: 'intermediate' }]));
});

describe('inScope', () => {
  const all = [
    ...images,
    image('4', { labels: { team: 'a' } }),
    image('5', { tags: ['x:1'], labels: { team: 'b' } }),
  ];
  const used = new Set([idOf('3')]);
  const found = (scope: Parameters<typeof inScope>[2]) =>
    [...inScope(all, used, scope)].map((id) => id.at(-1));
  it('is dangling, or unused, by age and label', () => {
    expect(found({ kind: 'dangling' })).toEqual(['4']);
    expect(found({ kind: 'unused' })).toEqual(['1', '4', '5']);
    expect(found({ kind: 'unused', createdBeforeMs: 5 })).toEqual(['1', '4']);
    expect(found({ kind: 'unused', label: 'team' })).toEqual(['4', '5']);
    expect(found({ kind: 'unused', label: 'team=b' })).toEqual(['5']);
  });
});
