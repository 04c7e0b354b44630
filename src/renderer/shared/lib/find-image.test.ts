import { describe, expect, it } from 'vitest';
import { ImageSummary } from '../../../contract/images.ts';
import { findImage } from './find-image.ts';

const hex = (digit: string) => digit.repeat(64);
const image = (digit: string, tags: string[], digests: string[] = []) =>
  ImageSummary.parse({
    ...{ id: `sha256:${hex(digit)}`, tags, digests, sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: tags.length === 0, labelCount: 0 },
  });

describe('findImage', () => {
  const redis = image('1', ['redis:7', 'my/redis:1'], [`redis@sha256:${hex('a')}`]);
  const podman = image('2', ['docker.io/library/alpine:latest', 'localhost/own:1']);
  const bare = image('4', []);
  const all = [redis, podman, bare];

  it.each([
    ['redis:7', redis],
    ['docker.io/library/redis:7', redis],
    [`redis@sha256:${hex('a')}`, redis],
    ['alpine', podman],
    ['alpine:latest', podman],
    ['own:1', podman],
    [`sha256:${hex('4')}`, bare],
    ['444444444444', bare],
  ])('%s', (text, found) => expect(findImage(all, text)).toBe(found));

  it.each(['redis', 'redis:8', 'Not one', ''])('%j is not there', (text) =>
    expect(findImage(all, text)).toBeUndefined(),
  );
});
