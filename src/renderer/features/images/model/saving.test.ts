import { expect, it } from 'vitest';
import { ImageSummary } from '../../../../contract/images.ts';
import { canSavePlatform, namesToSave, platformsOf } from './saving.ts';

const image = (tags: string[], platform: string) =>
  ImageSummary.parse({
    ...{ id: `sha256:${'a'.repeat(64)}`, tags, digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform, dangling: tags.length === 0, labelCount: 0 },
  });

it('saves by all names, or by the id', () => {
  const images = [image(['a:1', 'a:2'], ''), image([], '')];
  expect(namesToSave(images)).toEqual(['a:1', 'a:2', `sha256:${'a'.repeat(64)}`]);
});

it('offers the platforms that all of them have', () => {
  const both = image([], 'linux/amd64, linux/arm64');
  expect(platformsOf([both, image([], 'linux/arm64')])).toEqual(['linux/arm64']);
  expect(platformsOf([both, image([], '')])).toEqual([]);
});

it('knows which engines can', () => {
  const of = (product: 'docker' | 'podman', apiVersion: string) =>
    canSavePlatform({ product, apiVersion });
  expect([of('docker', '1.51'), of('docker', '1.41'), of('podman', '1.51')]).toEqual([
    ...[true, false, false],
  ]);
  expect(canSavePlatform(null)).toBe(false);
});
