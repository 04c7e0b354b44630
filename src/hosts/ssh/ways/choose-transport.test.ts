import { describe, expect, it } from 'vitest';
import { chooseTransport, type HopFacts } from './choose-transport.ts';

const plain: HopFacts = {
  proxyCommand: null,
  authority: false,
  certificates: false,
  keyFiles: [{ chosen: false, hardware: false }],
  agentTypes: [],
  byKey: true,
};
const hardware = { chosen: true, hardware: true };
const certificate = 'ssh-ed25519-cert-v01@openssh.com';
const token = 'sk-ssh-ed25519@openssh.com';

const cases: readonly [string, Partial<HopFacts>, string][] = [
  ['a plain key', {}, 'ssh2'],
  ['no key at all', { keyFiles: [] }, 'ssh2'],
  ['a ProxyCommand', { proxyCommand: 'nc %h %p' }, 'proxy-command'],
  ['a trusted authority', { authority: true }, 'certificate'],
  ['a certificate beside the key', { certificates: true }, 'certificate'],
  ['a hardware key that is chosen', { keyFiles: [hardware, ...plain.keyFiles] }, 'hardware-key'],
  [
    'a hardware key among the usual ones',
    { keyFiles: [{ chosen: false, hardware: true }, ...plain.keyFiles] },
    'ssh2',
  ],
  ['only a usual hardware key', { keyFiles: [{ chosen: false, hardware: true }] }, 'hardware-key'],
  ['an agent with only a certificate', { keyFiles: [], agentTypes: [certificate] }, 'certificate'],
  ['an agent with only a token', { keyFiles: [], agentTypes: [token] }, 'hardware-key'],
  [
    'an agent with a plain key beside the token',
    { keyFiles: [], agentTypes: [token, 'ssh-ed25519'] },
    'ssh2',
  ],
  ['a certificate where keys are switched off', { certificates: true, byKey: false }, 'ssh2'],
];

describe('the choice between ssh2 and the system’s ssh', () => {
  for (const [name, facts, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const choice = chooseTransport([{ ...plain, ...facts }]);
      expect('reason' in choice ? choice.reason : choice.transport).toBe(expected);
    });
  }

  it('is made by any host on the way', () => {
    const through = { ...plain, proxyCommand: 'cloudflared access ssh' };
    expect(chooseTransport([through, plain])).toEqual({
      transport: 'system-ssh',
      reason: 'proxy-command',
    });
  });
});
