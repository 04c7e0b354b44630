import { expect, it } from 'vitest';
import { ImageSummary } from '../../../../contract/images.ts';
import type { CheckedTag } from '../../../../contract/registries.ts';
import { newerVerdict } from './newer.ts';

const image = ImageSummary.parse({
  ...{ id: `sha256:${'a'.repeat(64)}`, tags: ['redis:7', 'redis:latest'], digests: ['redis@d1'] },
  ...{ sizeBytes: 1, createdAtMs: 0, platform: '', dangling: false, labelCount: 0 },
});
const checked = (...rows: (Partial<CheckedTag> & Pick<CheckedTag, 'tag' | 'state'>)[]) =>
  new Map(rows.map((row) => [row.tag, { digest: null, problem: null, ...row }]));

it('tells what matters most of its names', () => {
  const all = checked(
    { tag: 'redis:7', state: 'same', digest: 'd1' },
    { tag: 'redis:latest', state: 'newer', digest: 'd2' },
    { tag: 'other:1', state: 'newer', digest: 'd3' },
  );
  expect(newerVerdict(image, all)).toMatchObject({ state: 'newer', tag: 'redis:latest' });
});

it('knows when what is newer has come', () => {
  const all = checked({ tag: 'redis:7', state: 'newer', digest: 'd1' });
  expect(newerVerdict(image, all)?.state).toBe('same');
});

it('says nothing of what was not checked', () => {
  expect(newerVerdict(image, checked({ tag: 'other:1', state: 'newer' }))).toBeUndefined();
});
