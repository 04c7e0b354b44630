import { describe, expect, it } from 'vitest';
import { atMirror, mirrorHost, readMirror } from './mirror.ts';

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

  it.each([
    'quay.io/a/b',
    'localhost/a',
    'host:5000/a',
    `redis@sha256:${'0'.repeat(64)}`,
    '[::1]:5000/a',
    'Redis',
  ])('leaves %s where it is', (reference) => {
    expect(atMirror(reference, 'https://m.example')).toBeNull();
  });

  it('refuses what is no address', () => {
    expect(mirrorHost('http://10.0.0.1:5000')).toBe('10.0.0.1:5000');
    expect(readMirror('https://[::1]:5000/')).toBe('[::1]:5000');
    expect(() => mirrorHost('https://a b')).toThrow(/mirror/);
    expect(() => mirrorHost('https://m.example/path')).toThrow(/mirror/);
  });
});
