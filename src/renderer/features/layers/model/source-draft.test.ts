import { expect, it } from 'vitest';
import { ArchiveId, HostId } from '../../../../contract/ids.ts';
import type { LayerSource } from '../../../../contract/layers.ts';
import { draftOf, sourceOf } from './source-draft.ts';

const host = HostId.parse('local');

it.each<LayerSource>([
  { kind: 'image', host, image: 'a:1' },
  { kind: 'registry', reference: 'ghcr.io/a/b:1' },
  { kind: 'registry', reference: 'a/b', platform: 'linux/arm64' },
  { kind: 'archive', archive: ArchiveId.parse('x') },
])('keeps %o', (source) => expect(sourceOf(draftOf(source, undefined))).toEqual(source));

it('is none until it names one', () => {
  const draft = draftOf(undefined, host);
  expect(sourceOf(draft)).toBeUndefined();
  expect(sourceOf({ ...draft, image: ' a ' })).toEqual({ kind: 'image', host, image: 'a' });
  expect(sourceOf({ ...draft, image: 'a', host: undefined })).toBeUndefined();
  expect(sourceOf({ ...draft, kind: 'registry', reference: 'A B' })).toBeUndefined();
});
