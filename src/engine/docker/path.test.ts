import { describe, expect, it } from 'vitest';
import { buildPath, imageSegment, segment } from './path.ts';

describe('paths', () => {
  it('cannot be left by a name from outside', () => {
    expect(segment('../../info')).toBe('..%2F..%2Finfo');
    expect(segment('..')).toBe('%2E%2E');
    expect(segment('a?b#c')).toBe('a%3Fb%23c');
    expect(imageSegment('../../containers/x')).toBe('%2E%2E/%2E%2E/containers/x');
  });

  it('keeps the slashes of an image reference', () => {
    expect(imageSegment('host:5000/a/b:1')).toBe('host%3A5000/a/b%3A1');
  });

  it('writes queries as engines read them', () => {
    expect(buildPath('1.41', '/x', { a: true, b: false, c: undefined, d: ['1', '2'], e: 0 })).toBe(
      '/v1.41/x?a=1&b=0&d=1&d=2&e=0',
    );
    expect(buildPath('', '/_ping')).toBe('/_ping');
  });
});
