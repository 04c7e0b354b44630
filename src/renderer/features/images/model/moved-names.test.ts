import { describe, expect, it } from 'vitest';
import { ImageSummary } from '../../../../contract/images.ts';
import { keepFault, keptName, movedNames } from './moved-names.ts';

const idOf = (digit: string) => `sha256:${digit.repeat(64)}`;
const image = (digit: string, tags: string[]) =>
  ImageSummary.parse({
    ...{ id: idOf(digit), tags, digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: false, labelCount: 0 },
  });
const here = [image('1', ['a/b:1', 'docker.io/library/c:latest']), image('2', ['d:1'])];
const archived = (names: string[], ids: string[]) => ({ names, ids, platform: '', sizeBytes: 0 });
const archive = (...images: ReturnType<typeof archived>[]) =>
  ({ kind: 'images', layout: 'docker', images }) as const;

describe('movedNames', () => {
  it('finds names that another image has, however they are spelt', () => {
    const contents = archive(
      archived(['a/b:1', 'c', 'new:1'], [idOf('9')]),
      archived(['d:1'], [idOf('2')]),
    );
    expect(movedNames(contents, here).map(({ name, holder }) => [name, holder.id])).toEqual([
      ['a/b:1', idOf('1')],
      ['c', idOf('1')],
    ]);
  });
  it('has nothing to say of another kind of file', () =>
    expect(movedNames({ kind: 'incomplete' }, here)).toEqual([]));
});

it('offers a name beside the old one', () => {
  expect(keptName('a/b:1')).toBe('a/b:1-old');
  expect(keptName('host:5000/a')).toBe('host:5000/a:latest-old');
});

it('refuses a further name that cannot be given', () => {
  expect(keepFault({}, 'a/b:1', here)).toBeNull();
  expect(keepFault({ 'a/b:1': 'a/b:1-old' }, 'a/b:1', here)).toBeNull();
  expect(keepFault({ 'a/b:1': 'A' }, 'a/b:1', here)).toBe('invalid');
  expect(keepFault({ 'a/b:1': 'd:1' }, 'a/b:1', here)).toBe('taken');
  expect(keepFault({ 'a/b:1': 'x:1', c: 'x:1' }, 'c', here)).toBe('taken');
});
