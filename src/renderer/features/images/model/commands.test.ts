import { describe, expect, it } from 'vitest';
import { importCommand, loadCommand, pullCommand, saveCommand } from './commands.ts';

describe('pullCommand', () => {
  it('names the platform', () =>
    expect(pullCommand({ reference: 'redis:7', platform: 'linux/arm64', mirror: '' })).toBe(
      'docker pull --platform linux/arm64 redis:7',
    ));
  it('tells what a mirror takes', () =>
    expect(pullCommand({ reference: 'redis:7', platform: '', mirror: 'https://m.example' })).toBe(
      'docker pull m.example/library/redis:7 && docker tag m.example/library/redis:7 redis:7 && docker rmi m.example/library/redis:7',
    ));
  it('leaves the mirror out where it cannot have the image', () =>
    expect(pullCommand({ reference: 'quay.io/a/b', platform: '', mirror: 'https://m' })).toBe(
      'docker pull quay.io/a/b',
    ));
});

describe('importCommand', () => {
  it('quotes what a shell would take apart', () =>
    expect(
      importCommand({
        ...{ fileName: 'root fs.tar', reference: 'a:1', message: '', changes: ['CMD ["sh"]'] },
      }),
    ).toBe(`docker import -c 'CMD ["sh"]' 'root fs.tar' a:1`));
});

describe('saveCommand', () => {
  const names = ['a:1', 'b c'];
  it.each([
    ['none', '', "docker save -o images.tar a:1 'b c'"],
    ['gzip', '', "docker save a:1 'b c' | gzip > images.tar.gz"],
    ['zstd', 'linux/arm64', "docker save --platform linux/arm64 a:1 'b c' | zstd > images.tar.zst"],
  ] as const)('%s', (compression, platform, line) =>
    expect(saveCommand({ names, platform, compression })).toBe(line),
  );
});

it('keeps an image by a further name before a load takes the one it has', () =>
  expect(loadCommand('a.tar', { 'a:1': 'a:1-old' })).toBe(
    'docker tag a:1 a:1-old && docker load -i a.tar',
  ));
