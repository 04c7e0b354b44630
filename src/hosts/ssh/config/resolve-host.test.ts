import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../contract/errors.ts';
import { aliases } from './aliases.ts';
import type { Person, SshConfig } from './model.ts';
import { parseConfig } from './parse-config.ts';
import { resolveHost } from './resolve-host.ts';
import { resolveRoute } from './resolve-route.ts';

const ann: Person = {
  home: '/home/ann',
  env: { KEYS: '/keys', SSH_AUTH_SOCK: '/run/agent' },
  userName: 'ann',
  userId: 1000,
  machineName: 'desk.example.com',
  platform: 'linux',
};
const file = '/home/ann/.ssh/config';

function configOf(text: string, person: Person = ann): SshConfig {
  const entries = parseConfig(text, file).filter((line) => line.kind !== 'include');
  return { person, systemFolder: '/etc/ssh', files: [{ path: file, entries }] };
}

const resolve = (text: string, target = 'pi', person = ann) =>
  resolveHost(configOf(text, person), target);
const refusal = (text: string, target = 'pi') => {
  try {
    resolve(text, target);
  } catch (error) {
    if (error instanceof ContractError) return error.problem;
    throw error;
  }
  return expect.fail('was taken');
};

describe('resolveHost', () => {
  it('has the values of OpenSSH where nothing is written', () => {
    expect(resolve('')).toEqual({
      alias: 'pi',
      hostName: 'pi',
      user: 'ann',
      port: 22,
      identityFiles: [
        '/home/ann/.ssh/id_rsa',
        '/home/ann/.ssh/id_ecdsa',
        '/home/ann/.ssh/id_ecdsa_sk',
        '/home/ann/.ssh/id_ed25519',
        '/home/ann/.ssh/id_ed25519_sk',
      ],
      identityFilesChosen: false,
      identitiesOnly: false,
      identityAgent: '/run/agent',
      certificateFiles: [],
      proxyJump: [],
      proxyCommand: null,
      hostKeyAlias: null,
      userKnownHostsFiles: ['/home/ann/.ssh/known_hosts', '/home/ann/.ssh/known_hosts2'],
      globalKnownHostsFiles: ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
      revokedHostKeys: null,
      strictHostKeyChecking: 'ask',
      serverAliveIntervalMs: null,
      serverAliveCountMax: 3,
      connectTimeoutMs: null,
      addressFamily: 'any',
      preferredAuthentications: ['publickey', 'keyboard-interactive', 'password'],
      forwardAgent: false,
      commands: [],
      unjudged: [],
    });
  });

  it('takes user and port of the address before those of the files', () => {
    const text = 'User root\nPort 2222\n';
    expect(resolve(text, 'bob@pi:2200')).toMatchObject({ user: 'bob', port: 2200 });
    expect(resolve('Match user bob\n Port 1\n', 'bob@pi').port).toBe(1);
  });

  it('replaces tokens, homes and variables in paths', () => {
    const hash = createHash('sha1')
      .update('desk.example.com10.0.0.2' + '2222root')
      .digest('hex');
    const text = `
HostName 10.0.0.2
User root
Port 2222
HostKeyAlias Alias
IdentityFile ~/k/%n-%h-%p-%r-%u-%i-%l-%L-%k-%d-%%-%C
IdentityFile ~ann/x
IdentityFile \${KEYS}/y
IdentityFile keys/z
IdentityFile none
CertificateFile %d/.ssh/c.pub
UserKnownHostsFile ~/a /b
GlobalKnownHostsFile none
RevokedHostKeys ~/revoked
IdentityAgent ~/agent`;
    expect(resolve(text)).toMatchObject({
      identityFiles: [
        `/home/ann/k/pi-10.0.0.2-2222-root-ann-1000-desk.example.com-desk-alias-/home/ann-%-${hash}`,
        '/home/ann/x',
        '/keys/y',
        '/home/ann/keys/z',
      ],
      identityFilesChosen: true,
      certificateFiles: ['/home/ann/.ssh/c.pub'],
      userKnownHostsFiles: ['/home/ann/a', '/b'],
      globalKnownHostsFiles: [],
      revokedHostKeys: '/home/ann/revoked',
      identityAgent: '/home/ann/agent',
    });
  });

  it.each([
    ['IdentityAgent none', null],
    ['IdentityAgent SSH_AUTH_SOCK', '/run/agent'],
    ['IdentityAgent $KEYS', '/keys'],
    ['IdentityAgent $ABSENT', null],
    ['IdentityAgent ${KEYS}/a', '/keys/a'],
  ])('%s is %s', (text, agent) => {
    expect(resolve(text).identityAgent).toBe(agent);
  });

  it('knows the pipe of Windows', () => {
    const windows: Person = { ...ann, platform: 'win32', env: {}, userId: null };
    expect(resolve('', 'pi', windows).identityAgent).toBe('\\\\.\\pipe\\openssh-ssh-agent');
  });

  it('never gives the agent to a host', () => {
    expect(resolve('ForwardAgent yes').forwardAgent).toBe(false);
  });

  it('leaves out the methods that are switched off', () => {
    const text = 'PasswordAuthentication no\nPreferredAuthentications password,publickey\n';
    expect(resolve(text).preferredAuthentications).toEqual(['publickey']);
    expect(resolve('ChallengeResponseAuthentication no').preferredAuthentications).toEqual([
      'publickey',
      'password',
    ]);
    expect(resolve('PubkeyAuthentication unbound').preferredAuthentications).toContain('publickey');
  });

  it('tells the commands of a connect, and runs none', () => {
    const marker = `/tmp/longshore-must-not-exist-${process.pid}`;
    const text = `
Match originalhost pi exec "touch ${marker} %h"
  User root
Match originalhost other exec "touch other"
Match user nobody exec "touch nobody"
Host pi
  HostName 10.0.0.2
  ProxyCommand = nc %h %p
  KnownHostsCommand /usr/bin/keys %H`;
    const { commands, unjudged, user, proxyCommand } = resolve(text);
    expect(commands).toEqual([
      { kind: 'match-exec', command: `touch ${marker} pi`, at: { file, line: 2 } },
      { kind: 'proxy-command', command: 'nc 10.0.0.2 22', at: { file, line: 8 } },
      { kind: 'known-hosts-command', command: '/usr/bin/keys %H', at: { file, line: 9 } },
    ]);
    expect(unjudged).toEqual([{ file, line: 2 }]);
    expect({ user, proxyCommand }).toEqual({ user: 'ann', proxyCommand: 'nc %h %p' });
    expect(existsSync(marker)).toBe(false);
  });

  it('knows tags, and tells of criteria that it cannot judge', () => {
    const text = 'Tag home\nMatch tagged home\n Port 1\nMatch localnetwork 10.0.0.0/8\n User x\n';
    expect(resolve(text)).toMatchObject({ port: 1, user: 'ann', unjudged: [{ file, line: 4 }] });
  });

  it('looks no name up for canonical names, and says so', () => {
    const text =
      'CanonicalizeHostname yes\nCanonicalDomains example.com\nMatch canonical\n Port 1\n';
    expect(resolve(text)).toMatchObject({ port: 1, unjudged: [{ file, line: 1 }] });
    expect(resolve(text, '10.0.0.2').unjudged).toEqual([]);
  });

  it.each([
    ['HostName -oProxyCommand=x', 'hostname'],
    ['HostName "a b"', 'hostname'],
    ['HostName %x', 'hostname'],
    ['User -l', 'user'],
    ['User "a\'b"', 'user'],
    ['Port 0', 'port'],
    ['Port ssh', 'port'],
    ['Port 22 23', 'port'],
    ['IdentitiesOnly perhaps', 'identitiesonly'],
    ['StrictHostKeyChecking maybe', 'stricthostkeychecking'],
    ['StrictHostKeyChecking constructor', 'stricthostkeychecking'],
    ['ConnectTimeout 1y', 'connecttimeout'],
    ['ConnectTimeout 99999999999', 'connecttimeout'],
    ['ServerAliveCountMax -1', 'serveralivecountmax'],
    ['AddressFamily inet5', 'addressfamily'],
    ['IdentityFile %x', 'identityfile'],
    ['IdentityFile ${ABSENT}/x', 'identityfile'],
    ['ProxyJump a b', 'proxyjump'],
    ['ProxyJump a,,b', 'proxyjump'],
    ['ProxyJump -oX=y', 'proxyjump'],
    ['User ""', 'user'],
  ])('refuses %s with file and line, without its value', (line, keyword) => {
    const problem = refusal(`# first\n${line}\n`);
    expect(problem).toMatchObject({ code: 'bad-ssh-config', facts: { file, line: 2 } });
    expect(problem.message).toContain(keyword);
  });

  it('does not mind a mistake in a block that does not count', () => {
    expect(resolve('Host other\n Port x\n').port).toBe(22);
  });

  it.each(['-oProxyCommand=x', 'a b', '', "a'b", 'x@-y', 'host:99999'])(
    'refuses to look for %j',
    (target) => {
      expect(refusal('', target).code).toBe('bad-parameter');
    },
  );

  it('takes no time over a number made to be slow', () => {
    expect(refusal(`ConnectTimeout ${'1'.repeat(50_000)}x`).code).toBe('bad-ssh-config');
  });

  it('gives options or a refusal for any lines', () => {
    const keyword = fc.constantFrom(
      'Host',
      'Match',
      'HostName',
      'Port',
      'ProxyJump',
      'IdentityFile',
    );
    const word = fc.constantFrom(
      'pi',
      '*',
      '!',
      '%h',
      '%',
      '${',
      'final',
      'all',
      'exec',
      '"',
      ',',
      '~',
    );
    const line = fc.tuple(keyword, fc.array(word, { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const text = lines.map(([key, words]) => [key, ...words].join(' ')).join('\n');
        try {
          expect(resolve(text).hostName).not.toMatch(/^-|\s/);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
    );
  });
});

describe('resolveRoute', () => {
  const hosts = (text: string, target = 'web') =>
    resolveRoute(configOf(text), target).map(({ alias, user }) => `${user}@${alias}`);

  it('lists the hops in the order in which they are passed', () => {
    const text = `
Host web
  ProxyJump bob@first,ssh://second:2222
Host first
  ProxyJump zero
Host second
  ProxyJump ignored
  User carl`;
    expect(hosts(text)).toEqual(['ann@zero', 'bob@first', 'carl@second', 'ann@web']);
  });

  it('lets a hop of everybody be no hop of its own', () => {
    expect(hosts('ProxyJump bastion')).toEqual(['ann@bastion', 'ann@web']);
  });

  it('replaces tokens in a hop', () => {
    expect(hosts('Host web\n ProxyJump %r@gate-%h')).toEqual(['ann@gate-web', 'ann@web']);
  });

  it('ends a circle', () => {
    const text = 'Host a\n ProxyJump b\nHost b\n ProxyJump a\n';
    expect(() => hosts(text, 'a')).toThrow(/circle/);
  });
});

describe('aliases', () => {
  it('lists names once, without patterns and without what is no name', () => {
    const text = 'Host a b* !c d? e\nMatch originalhost f,g* user x\nMatch !host h\nHost a -x\n';
    expect(aliases(configOf(text))).toEqual([
      { name: 'a', file, line: 1 },
      { name: 'e', file, line: 1 },
      { name: 'f', file, line: 2 },
    ]);
  });
});
