import { describe, expect, it } from 'vitest';
import { ImageSummary } from '../../../../contract/images.ts';
import { nameOf } from './names.ts';

const hex = (digit: string) => digit.repeat(64);
const image = (digit: string, tags: string[], digests: string[] = []) =>
  ImageSummary.parse({
    ...{ id: `sha256:${hex(digit)}`, tags, digests, sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: tags.length === 0, labelCount: 0 },
  });

const redis = image('1', ['redis:7', 'my/redis:1'], [`redis@sha256:${hex('a')}`]);
const dangling = image('3', [], [`host:5000/a@sha256:${hex('b')}`]);
const bare = image('4', []);

describe('nameOf', () => {
  it('is the first name, else the repository of its digest, else the short id', () => {
    expect([redis, dangling, bare].map(nameOf)).toEqual([
      'my/redis:1',
      'host:5000/a',
      '444444444444',
    ]);
  });
});
