import { describe, expect, it } from 'vitest';
import { decodeSshWords, socketRefused } from './ssh-words.ts';

const where = { host: 'box', port: 22, user: 'pi' };
const cases: readonly [string, string, string | undefined][] = [
  ['ssh: Could not resolve hostname box: Name or service not known', 'host-name-unknown', 'name'],
  ['ssh: connect to host 10.0.0.9 port 22: Connection refused', 'host-refused', 'tcp'],
  ['ssh: connect to host 10.0.0.9 port 22: No route to host', 'host-unreachable', 'tcp'],
  ['Connection timed out during banner exchange', 'not-ssh', 'banner'],
  [
    'no such tunnel\nkex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535',
    'host-unreachable',
    'tcp',
  ],
  ['pi@10.0.0.9: Permission denied (publickey,password).', 'login-refused', 'login'],
  ['Received disconnect from 10.0.0.9: Too many authentication failures', 'login-refused', 'login'],
  [
    'No ED25519 host key is known for box and you have requested strict checking.\nHost key verification failed.',
    'host-key-declined',
    'key',
  ],
  ['/home/a/.ssh/config: line 3: Bad configuration option: hostnam', 'bad-ssh-config', 'config'],
  ['/x/config: line 2: Bad configuration option: knownhostscommand', 'not-supported', 'config'],
  [
    'kex_exchange_identification: read: Connection reset by peer\nConnection reset by 10.0.0.9 port 22',
    'login-dropped',
    undefined,
  ],
  ['something that nobody has seen before', 'host-unreachable', undefined],
];

describe('what OpenSSH prints', () => {
  for (const [printed, code, stage] of cases) {
    it(`${code}: ${printed.slice(0, 60)}`, () => {
      const decoded = decodeSshWords(printed, where);
      expect([decoded.problem.code, decoded.stage]).toEqual([code, stage]);
    });
  }

  it('keeps what the program of a ProxyCommand has said', () => {
    const { problem } = decodeSshWords(cases[4]?.[0] ?? '', where);
    expect(problem.problem.detail).toContain('no such tunnel');
  });

  it('names the methods that the server takes', () => {
    const { problem } = decodeSshWords('Permission denied (publickey,password).', where);
    expect(problem.problem.facts).toMatchObject({ user: 'pi', accepted: 'publickey, password' });
  });

  it('about a socket tells what can be told', () => {
    const said = (text: string) => socketRefused(text, '/run/docker.sock').code;
    expect(said('channel 2: open failed: connect failed: open failed')).toBe('host-socket-absent');
    expect(said('channel 2: open failed: unknown channel type: ')).toBe('forwarding-unknown');
    expect(said('channel 2: open failed: administratively prohibited: open failed')).toBe(
      'forwarding-forbidden',
    );
  });
});
