import { describe, expect, it } from 'vitest';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { ImageSummary } from '../../../../contract/images.ts';
import { isShown, joinRows, textFilter } from './image-rows.ts';

const image = (digit: string, tags: string[]) =>
  ImageSummary.parse({
    ...{ id: `sha256:${digit.repeat(64)}`, tags, digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: tags.length === 0, labelCount: 0 },
  });
const web = image('1', ['host:5000/team/web:1.2', 'web:1']);
const bare = image('2', []);
const from = (...images: ImageSummary[]) =>
  images.map(({ id }) => ({ imageId: id }) as ContainerSummary);

describe('joinRows', () => {
  it('counts the containers of each image', () => {
    const rows = joinRows([web, bare], from(web, web), []);
    expect(rows.map((row) => row.users)).toEqual([2, 0]);
    expect(rows.map((row) => isShown(row, 'in-use'))).toEqual([true, false]);
    expect(rows.map((row) => isShown(row, 'unused'))).toEqual([false, true]);
    expect(rows.map((row) => isShown(row, 'dangling'))).toEqual([false, true]);
    expect(rows.every((row) => isShown(row, undefined))).toBe(true);
  });

  it('calls nothing unused before the containers are known', () => {
    const rows = joinRows([web], undefined, []);
    expect(isShown(rows[0] ?? expect.fail(), 'unused')).toBe(false);
  });

  it('keeps the row that did not change', () => {
    const before = joinRows([web, bare], from(web), []);
    const after = joinRows([web, bare], from(web, bare), before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });
});

describe('textFilter', () => {
  const [row = expect.fail()] = joinRows([web], [], []);
  it.each([
    ['', true],
    ['WEB', true],
    ['team 1.2', true],
    ['team 1.3', false],
    ['host:5000/*/web', true],
    ['*:1', true],
    ['w.b', false],
    ['111111111111', true],
    ['(', false],
  ])('%j', (text, found) => expect(textFilter(text)(row)).toBe(found));
});
