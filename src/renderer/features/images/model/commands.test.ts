import { describe, expect, it } from 'vitest';
import { importCommand, pullCommand } from './commands.ts';

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
