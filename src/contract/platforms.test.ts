import { expect, it } from 'vitest';
import { fits, ownPlatform } from './platforms.ts';

const amd64 = { os: 'linux', architecture: 'x86_64' };
const arm64 = { os: 'linux', architecture: 'aarch64' };
const pi3 = { os: 'linux', architecture: 'armv7l' };

it('names an engine as registries do', () => {
  expect(ownPlatform(amd64)).toBe('linux/amd64');
  expect(ownPlatform(pi3)).toBe('linux/arm/v7');
  expect(ownPlatform({ os: 'linux', architecture: 's390x' })).toBe('linux/s390x');
});

it.each([
  ['linux/amd64', amd64, true],
  ['linux/386', amd64, true],
  ['linux/arm64/v8', amd64, false],
  ['windows/amd64', amd64, false],
  ['linux/arm64/v8', arm64, true],
  ['linux/arm64', arm64, true],
  ['linux/arm/v7', arm64, true],
  ['linux/amd64', arm64, false],
  ['linux/arm/v7', pi3, true],
  ['linux/arm', pi3, true],
  ['linux/arm/v6', pi3, true],
  ['linux/arm/v8', pi3, false],
  ['', amd64, false],
] as const)('%s on %o: %s', (platform, machine, expected) => {
  expect(fits(platform, machine)).toBe(expected);
});
