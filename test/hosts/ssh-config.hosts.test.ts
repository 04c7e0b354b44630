/**
 * Our reading of ssh configurations against `ssh -G` of OpenSSH (Debian: openssh-client). Each case
 * stands in a home and an /etc/ssh of its own, seen by one process only: a mount namespace, so the
 * test runs as root.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOpenSsh } from '../../src/hosts/ssh/config/ask-openssh.ts';
import { parseAnswer } from '../../src/hosts/ssh/config/parse-answer.ts';
import { readSshConfig } from '../../src/hosts/ssh/config/read-config.ts';
import { resolveHost } from '../../src/hosts/ssh/config/resolve-host.ts';
import type { SshOptions } from '../../src/hosts/ssh/config/ssh-options.ts';
import { thisPerson } from '../../src/hosts/ssh/config/tokens.ts';
import { parseAddress } from '../../src/hosts/ssh/parse-address.ts';
import { runProgram } from './programs.ts';
import { type Case, cases, refusals } from './ssh-config-cases.ts';

const person = thisPerson({ KEYS: '/keys', SSH_AUTH_SOCK: '/run/agent.sock' });
const env = { ...person.env, PATH: process.env.PATH, HOME: person.home };
let folder = '';

beforeAll(async () => {
  if (person.userId !== 0) throw new Error('this test needs root, for a mount namespace');
  folder = await mkdtemp(join(tmpdir(), 'longshore-golden-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lay({ user, system, files }: Case): Promise<{ home: string; etc: string }> {
  const home = await mkdtemp(join(folder, 'home-'));
  const etc = await mkdtemp(join(folder, 'etc-'));
  await chmod(etc, 0o755);
  const all = { 'home/.ssh/config': user, 'etc/ssh_config': system ?? '', ...files };
  for (const [path, text] of Object.entries(all)) {
    const file = path.replace(/^home/, home).replace(/^etc/, etc);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: 0o600 });
  }
  return { home, etc };
}

/** `ssh -G` with the case's home and /etc/ssh in their places. */
async function answerOf(at: { home: string; etc: string }, target: string) {
  const script =
    'mount --bind "$1" "$2" && mount --bind "$3" /etc/ssh && cd / && exec ssh -T -G -- "$4"';
  const args = ['-m', 'sh', '-c', script, 'sh', at.home, person.home, at.etc, target];
  return runProgram('unshare', args, env);
}

/** Ours are read where they lie; what they say is in terms of the real places. */
async function ours(at: { home: string; etc: string }, target: string): Promise<SshOptions> {
  const config = await readSshConfig({
    person: { ...person, home: at.home },
    systemFolder: at.etc,
  });
  const said = JSON.stringify(resolveHost(config, target));
  return JSON.parse(said.replaceAll(at.home, person.home).replaceAll(at.etc, '/etc/ssh'));
}

type Answer = Map<string, string[]>;

function linesOf(output: string): Answer {
  const answer: Answer = new Map();
  for (const line of output.trim().split('\n')) {
    const [, key = '', value = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    answer.set(key, [...(answer.get(key) ?? []), value]);
  }
  return answer;
}

/** What `ssh -G` says, in our terms. It leaves `~` as written; nobody has DSA or XMSS keys. */
function inOurTerms(answer: Answer) {
  const one = (key: string) => answer.get(key)?.[0];
  const off = (key: string) => one(key) === 'no' || one(key) === 'false';
  const home = (path: string) => path.replace(/^~/, person.home);
  const files = (key: string) =>
    (answer.get(key) ?? []).filter((path) => path !== 'none').map(home);
  const list = (key: string) =>
    (one(key) ?? '')
      .split(' ')
      .filter((path) => path !== '')
      .map(home);
  const methods = one('preferredauthentications') ?? 'publickey,keyboard-interactive,password';
  const checking = { true: 'yes', false: 'no' }[one('stricthostkeychecking') ?? ''];
  const agent = one('identityagent');
  return {
    hostName: one('hostname'),
    user: one('user'),
    port: Number(one('port')),
    identityFiles: files('identityfile').filter((path) => !/\/id_(dsa|xmss)$/.test(path)),
    identitiesOnly: one('identitiesonly') === 'yes',
    identityAgent:
      agent === 'none' ? null : agent === '$KEYS' ? '/keys' : (agent ?? '/run/agent.sock'),
    certificateFiles: files('certificatefile'),
    proxyJump: (one('proxyjump') ?? '').split(',').filter(Boolean).map(parseAddress),
    proxyCommand: one('proxycommand') ?? null,
    hostKeyAlias: one('hostkeyalias') ?? null,
    userKnownHostsFiles: list('userknownhostsfile').filter((path) => path !== 'none'),
    globalKnownHostsFiles: list('globalknownhostsfile').filter((path) => path !== 'none'),
    revokedHostKeys: files('revokedhostkeys')[0] ?? null,
    strictHostKeyChecking: checking ?? one('stricthostkeychecking'),
    serverAliveIntervalMs: Number(one('serveraliveinterval')) * 1_000,
    serverAliveCountMax: Number(one('serveralivecountmax')),
    connectTimeoutMs:
      one('connecttimeout') === 'none' ? null : Number(one('connecttimeout')) * 1_000,
    addressFamily: one('addressfamily'),
    preferredAuthentications: methods
      .split(',')
      .filter((method) => method !== 'publickey' || !off('pubkeyauthentication'))
      .filter((method) => method !== 'password' || !off('passwordauthentication'))
      .filter(
        (method) => method !== 'keyboard-interactive' || !off('kbdinteractiveauthentication'),
      ),
  };
}

function comparable(options: SshOptions) {
  const { alias, identityFilesChosen, forwardAgent, commands, unjudged, ...rest } = options;
  return { ...rest, serverAliveIntervalMs: rest.serverAliveIntervalMs ?? 0 };
}

describe('ssh configurations as OpenSSH reads them', () => {
  it('has enough of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
  });

  it.each(cases)('$name', async (each) => {
    const at = await lay(each);
    for (const target of each.targets) {
      const { exitCode, output, errors } = await answerOf(at, target);
      expect({ target, exitCode, errors }).toEqual({ target, exitCode: 0, errors: '' });
      const mine = comparable(await ours(at, target));
      expect({ target, ...mine }).toEqual({ target, ...inOurTerms(linesOf(output)) });
      const about = { target: parseAddress(target), systemFolder: '/etc/ssh' };
      expect({ target, ...comparable(parseAnswer(output, person, about)) }).toEqual({
        target,
        ...mine,
      });
    }
  });

  it.each(refusals)('both refuse: $name', async (each) => {
    const at = await lay(each);
    for (const target of each.targets) {
      const { exitCode, errors } = await answerOf(at, target);
      expect({ exitCode, said: errors !== '' }).toEqual({ exitCode: 255, said: true });
      await expect(ours(at, target)).rejects.toMatchObject({ name: 'ContractError' });
    }
  });
});

describe('askOpenSsh', () => {
  const signal = AbortSignal.timeout(60_000);
  const asking = async (user: string) => {
    const at = await lay({ name: '', user, targets: [] });
    const program = join(folder, `ssh-${basename(at.home)}`);
    const mounts = `mount --bind ${at.home} ${person.home} && mount --bind ${at.etc} /etc/ssh`;
    const script = `#!/bin/sh\nexec unshare -m sh -c '${mounts} && cd / && exec ssh "$@"' ssh "$@"\n`;
    await writeFile(program, script, { mode: 0o755 });
    return { at, program, person: { ...person, env }, signal };
  };

  it('runs what a preview only lists', async () => {
    const options = await asking('Match exec "touch ~/ran && test %h = pi"\n Port 7\nUser x\n');
    const preview = await ours(options.at, 'pi');
    expect(preview).toMatchObject({ port: 22, commands: [{ kind: 'match-exec' }] });
    expect(preview.unjudged).toEqual([{ file: `${person.home}/.ssh/config`, line: 1 }]);
    expect(existsSync(join(options.at.home, 'ran'))).toBe(false);
    expect(await askOpenSsh({ host: 'pi' }, options)).toMatchObject({ port: 7, user: 'x' });
    expect(existsSync(join(options.at.home, 'ran'))).toBe(true);
    expect(await askOpenSsh({ host: 'web', user: 'ann', port: 9 }, options)).toMatchObject({
      alias: 'web',
      port: 9,
      user: 'ann',
      identityFilesChosen: false,
      serverAliveIntervalMs: null,
    });
  });

  it('tells what OpenSSH says of a mistake, and stops where it takes too long', async () => {
    const wrong = await asking('Port x\n');
    await expect(askOpenSsh({ host: 'pi' }, wrong)).rejects.toMatchObject({
      problem: { code: 'bad-ssh-config', detail: expect.stringContaining('line 1') },
    });
    const slow = await asking('Match exec "sleep 20.5"\n Port 7\n');
    const started = performance.now();
    await expect(askOpenSsh({ host: 'pi' }, { ...slow, limitMs: 500 })).rejects.toThrow(/in time/);
    const soon = AbortSignal.timeout(300);
    await expect(askOpenSsh({ host: 'pi' }, { ...slow, signal: soon })).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect((await runProgram('pgrep', ['-f', '^sleep 20.5$'])).output).toBe('');
  });

  it('refuses what could be an option, and says when there is no ssh', async () => {
    const options = { person, signal, program: join(folder, 'absent') };
    await expect(askOpenSsh({ host: '-oX=y' }, options)).rejects.toMatchObject({
      problem: { code: 'bad-parameter' },
    });
    await expect(askOpenSsh({ host: 'pi' }, options)).rejects.toMatchObject({
      problem: { code: 'ssh-missing' },
    });
  });
});
