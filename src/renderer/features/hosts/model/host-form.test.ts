import { describe, expect, it } from 'vitest';
import { filesFor, labelFrom } from './host-form.ts';

describe('the files of a suggestion', () => {
  const picked = {
    source: 'docker-machine',
    name: 'web',
    address: 'ubuntu@web',
    place: '~/x',
    identityFile: '/keys/web',
  } as const;
  it('go with its address only', () => {
    expect(filesFor('ubuntu@web', picked).identityFile).toBe('/keys/web');
    expect(filesFor('ubuntu@other', picked)).toEqual({});
    expect(filesFor('ubuntu@web', undefined)).toEqual({});
  });
});

describe('a name for a host', () => {
  it.each([
    ['pi@raspberrypi.local', 'raspberrypi.local'],
    ['ssh://core@10.0.0.2:2222/run/podman.sock', '10.0.0.2:2222'],
    ['cloud', 'cloud'],
    ['pi@[fe80::1]', 'fe80::1'],
    ['', ''],
  ])('from %s is %s', (address, label) => expect(labelFrom(address)).toBe(label));
});
