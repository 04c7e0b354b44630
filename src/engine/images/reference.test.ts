import { describe, expect, it } from 'vitest';
import { splitReference } from './reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('splitReference', () => {
  it.each([
    ['redis', 'redis', 'latest'],
    ['redis:7', 'redis', '7'],
    ['host:5000/a/b', 'host:5000/a/b', 'latest'],
    ['host:5000/a/b:1.2', 'host:5000/a/b', '1.2'],
    [`a/b@${digest}`, 'a/b', digest],
    [`host:5000/a:1@${digest}`, 'host:5000/a', digest],
    [' a:1 ', 'a', '1'],
  ])('%s', (reference, name, tag) => {
    expect(splitReference(reference)).toEqual({ name, tag });
  });

  it.each(['', ':1', 'a:', 'a b', '@sha256:1', 'a@'])('%j is none', (reference) => {
    expect(() => splitReference(reference)).toThrow(
      expect.objectContaining({ code: 'bad-reference' }),
    );
  });
});
