import { expect, it } from 'vitest';
import { ownPlatform } from './platforms.ts';

it('names the engine as a registry would', () => {
  expect(ownPlatform({ os: 'linux', architecture: 'x86_64' })).toBe('linux/amd64');
  expect(ownPlatform({ os: 'linux', architecture: 'riscv64' })).toBe('linux/riscv64');
});
