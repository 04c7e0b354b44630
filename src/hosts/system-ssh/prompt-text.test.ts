import { describe, expect, it } from 'vitest';
import { readPrompt } from './prompt-text.ts';

describe('a question of OpenSSH', () => {
  it('is known by its text', () => {
    expect(readPrompt("Enter passphrase for key '/home/ann/my 'key'': ", '')).toEqual({
      kind: 'passphrase',
      file: "/home/ann/my 'key'",
    });
    expect(readPrompt("ann@example.com@10.0.0.2's password: ", '')).toEqual({
      kind: 'password',
      user: 'ann@example.com',
      host: '10.0.0.2',
    });
    expect(readPrompt('(pi@10.0.0.2) Verification code: ', '')).toEqual({
      kind: 'interactive',
      whom: { user: 'pi', host: '10.0.0.2' },
      label: 'Verification code:',
    });
    expect(readPrompt('Enter PIN for ED25519-SK key /home/ann/.ssh/id_ed25519_sk: ', '')).toEqual({
      kind: 'interactive',
      whom: null,
      label: 'Enter PIN for ED25519-SK key /home/ann/.ssh/id_ed25519_sk:',
    });
  });

  it('is a notice, or a yes or no, by what OpenSSH says of it', () => {
    const touch = 'Confirm user presence for key ED25519-SK SHA256:abc';
    expect(readPrompt(touch, 'none').kind).toBe('touch');
    expect(readPrompt('Add key /home/ann/id (ann) to agent?', 'confirm').kind).toBe('confirm');
    expect(readPrompt('Are you sure (yes/no/[fingerprint])? ', '').kind).toBe('confirm');
  });

  it('from a server holds no control sequences', () => {
    const read = readPrompt('(pi@h) \u001b[31mCode\u0007\nnow: ', '');
    expect(read).toMatchObject({ kind: 'interactive', label: 'Code now:' });
  });
});
