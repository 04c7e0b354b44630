import { describe, expect, it } from 'vitest';
import { ContainerId, ImageId } from '../../contract/ids.ts';
import { outcomeOf, refuseAmbiguous } from './removal-outcome.ts';

const image = (tags: string[]) => ({
  id: ImageId.parse(`sha256:${'a'.repeat(64)}`),
  tags,
  digests: [],
  sizeBytes: 7,
  createdAtMs: 0,
  platform: '',
  dangling: tags.length === 0,
  intermediate: false,
  labelCount: 0,
});
const user = (running: boolean) => ({ id: ContainerId.parse('b'.repeat(64)), name: 'x', running });

describe('outcomeOf', () => {
  it.each([
    ['one of two names', ['a:1', 'a:2'], 'a:1', [user(true)], true, 'untag', 'none'],
    ['the last name', ['a:1'], 'a:1', [], false, 'delete', 'none'],
    [
      'the last name, running',
      ['a:1'],
      'a:1',
      [user(false), user(true)],
      false,
      'refused',
      'running-containers',
    ],
    [
      'the last name, stopped',
      ['a:1'],
      'a:1',
      [user(false)],
      false,
      'refused',
      'stopped-containers',
    ],
    ['the last name, children', ['a:1'], 'a:1', [], true, 'untag', 'has-children'],
    ['by id, children', [], null, [], true, 'refused', 'has-children'],
    ['by id', [], null, [], false, 'delete', 'none'],
  ] as const)('%s', (...[, tags, tag, users, hasChildren, effect, reason]) => {
    const children = hasChildren ? [{ id: image([]).id, name: 'child:1' }] : [];
    const outcome = outcomeOf({ image: image([...tags]), tag, users, children });
    expect(outcome).toMatchObject({ effect, reason, sizeBytes: 7 });
    expect(outcome.otherTags).toEqual(tags.filter((name) => name !== tag));
  });
});

describe('refuseAmbiguous', () => {
  const other = { ...image(['abcd:1']), id: ImageId.parse(`sha256:${'a'.repeat(63)}b`) };
  const images = [image(['a:1']), other];
  it('refuses digits that several ids begin with', () =>
    expect(() => refuseAmbiguous(images, 'aaaaaaaa')).toThrow('2 images'));
  it.each([`sha256:${'a'.repeat(64)}`, `${'a'.repeat(63)}b`, 'bbbb', 'abcd', 'a:1'])(
    'takes %s',
    (asked) => expect(refuseAmbiguous(images, asked)).toBeUndefined(),
  );
});
