import { describe, expect, it } from 'vitest';
import { referenceInCommand } from './pasted.ts';

describe('referenceInCommand', () => {
  it.each([
    ['docker pull redis:7', 'redis:7'],
    ['$ sudo docker image pull --platform linux/arm64 redis:7\n', 'redis:7'],
    ['podman pull -q quay.io/a/b', 'quay.io/a/b'],
    ['redis:7', null],
    ['docker run redis', null],
  ])('%s', (text, reference) => expect(referenceInCommand(text)).toBe(reference));
});
