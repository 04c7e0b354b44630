import { expect, it } from 'vitest';
import { platformVerdict } from './platform-verdict.ts';

const offer = (platform: string, fits: boolean | null) => ({
  ...{ platform, fits, digest: `sha256:${platform}`, sizeBytes: platform.length },
});
const arm = offer('linux/arm64/v8', false);
const own = offer('linux/amd64', true);
const old = offer('linux/386', true);
const amd64 = 'linux/amd64';

it.each([
  ['the engine’s own', [arm, old, own], '', { kind: 'fits', platform: 'linux/amd64' }],
  ['what it runs besides', [arm, old], '', { kind: 'fits', platform: 'linux/386' }],
  ['none', [arm], '', { kind: 'none-fits' }],
  ['one that nobody tells', [offer('', null)], '', { kind: 'unknown' }],
  ['nothing', [], '', { kind: 'unknown' }],
  ['a chosen one', [arm, own], 'linux/amd64', { kind: 'fits', sizeBytes: 11 }],
  ['a chosen one without its variant', [arm, own], 'linux/arm64', { kind: 'foreign' }],
  ['a chosen one that is not there', [own], 'linux/s390x', { kind: 'not-offered' }],
] as const)('%s', (...[, platforms, chosen, expected]) => {
  expect(platformVerdict(platforms, { chosen, wanted: amd64 })).toMatchObject(expected);
});
