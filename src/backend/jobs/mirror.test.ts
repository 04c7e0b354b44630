import { describe, expect, it } from 'vitest';
import { atMirror, mirrorHost } from './mirror.ts';
import { pictureOf } from './pull-into.ts';

describe('atMirror', () => {
  it.each([
    ['redis', 'm.example/library/redis'],
    ['redis:7', 'm.example/library/redis:7'],
    ['bitnami/redis:7', 'm.example/bitnami/redis:7'],
    ['docker.io/library/redis', 'm.example/library/redis'],
    ['docker.io/redis', 'm.example/library/redis'],
  ])('asks the mirror for %s as %s', (reference, there) => {
    expect(atMirror(reference, 'https://m.example/')).toBe(there);
  });

  it.each(['quay.io/a/b', 'localhost/a', 'host:5000/a', 'redis@sha256:00'])(
    'leaves %s where it is',
    (reference) => {
      expect(atMirror(reference, 'https://m.example')).toBeNull();
    },
  );

  it('refuses what is no address', () => {
    expect(mirrorHost('http://10.0.0.1:5000')).toBe('10.0.0.1:5000');
    expect(() => mirrorHost('https://a b')).toThrow(/mirror/);
    expect(() => mirrorHost('https://m.example/path')).toThrow(/mirror/);
  });
});

describe('pictureOf', () => {
  it('adds the layers up', () => {
    const step = (id: string, phase: 'downloading' | 'exists', doneBytes: number) => ({
      ...{ id, phase, doneBytes },
      totalBytes: phase === 'exists' ? 0 : 10,
    });
    expect(
      pictureOf([step('a', 'downloading', 4), step('b', 'exists', 0), step('c', 'downloading', 1)]),
    ).toMatchObject({ phase: 'downloading', doneBytes: 5, totalBytes: 20 });
    expect(pictureOf([])).toMatchObject({ phase: 'pulling', totalBytes: 0 });
  });
});
