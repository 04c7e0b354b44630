import { describe, expect, it } from 'vitest';
import { labelFrom } from './host-form.ts';

describe('a name for a host', () => {
  it.each([
    ['pi@raspberrypi.local', 'raspberrypi.local'],
    ['ssh://core@10.0.0.2:2222/run/podman.sock', '10.0.0.2:2222'],
    ['cloud', 'cloud'],
    ['pi@[fe80::1]', 'fe80::1'],
    ['', ''],
  ])('from %s is %s', (address, label) => expect(labelFrom(address)).toBe(label));
});
