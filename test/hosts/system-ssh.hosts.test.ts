/** The system's ssh as the way to a host, against real servers (Debian: openssh-client). */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import type { Asker } from '../../src/hosts/asker.ts';
import type { Reached } from '../../src/hosts/reached.ts';
import { startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { run } from '../support/bed/run.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, joinHosts, startHost } from '../support/hosts/hosts.ts';
import { startAgent } from '../support/hosts/key-agent.ts';
import { type Home, reachAgain, reachFound } from '../support/hosts/reach-found.ts';
import { answers, type ScriptedAsker } from '../support/hosts/scripted-asker.ts';

const passphrase = 'correct horse 2';
const open: Reached[] = [];
let host: Host<'pi'>;
let home: Home;
let ca = '';

/** A person who agrees to what they are shown. */
function willing(...script: (string | (() => Promise<string>))[]) {
  const agreed: string[][] = [];
  const keys: string[] = [];
  const ask: ScriptedAsker & Asker = {
    ...answers(...script),
    hostKey: async (_party, { key }) => {
      keys.push(`${key.type} ${key.fingerprint}`);
      return 'ours';
    },
    commands: async (_party, commands) => {
      agreed.push([...commands]);
      return true;
    },
  };
  return { ask, agreed, keys };
}

/** The way of one host as the app keeps it, to be taken again and again. */
function reacherOf(...input: Parameters<typeof reachAgain>) {
  const again = reachAgain(...input);
  return async (ask: Asker) => {
    const tried = await again(ask);
    if (tried.reached !== undefined) open.push(tried.reached);
    return tried;
  };
}

async function reach(...input: Parameters<typeof reachFound>) {
  const tried = await reachFound(...input);
  if (tried.reached !== undefined) open.push(tried.reached);
  return tried;
}

/** A key that the host does not know, and a certificate for it that it does. */
async function certified(
  name: string,
  { passphrase = '', principal = 'pi' } = {},
): Promise<string> {
  const key = await makeKey(join(home.folder, name), { passphrase });
  await run('ssh-keygen', ['-q', '-s', ca, '-I', 'bed', '-n', principal, `${key}.pub`]);
  return key;
}

async function configure(...lines: string[]): Promise<void> {
  const common = ['Host box', `HostName ${host.address}`, 'User pi', 'IdentitiesOnly yes'];
  await writeFile(join(home.folder, '.ssh/config'), [...lines, ...common].join('\n'), {
    mode: 0o600,
  });
}

/** What every process on this machine shows to all others. */
async function allArguments(): Promise<string> {
  const lines: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    lines.push(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''));
  }
  return lines.join('\n');
}

const privateFolders = () => readdir(join(home.folder, 'state/ssh')).catch((): string[] => []);

async function settles(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100 && !(await check()); i += 1) await sleep(50);
}

beforeAll(async () => {
  // Its own: the rights of its socket are changed below.
  const engine = await startEngine('docker-20', 'system-ssh');
  host = await startHost('system-ssh', {
    users: { pi: { docker: true } },
    engine,
    sshd: ['TrustedUserCAKeys /etc/ssh/user_ca.pub'],
  });
  const folder = join(bedFolder(), 'h/system-ssh-home');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.ssh'), { recursive: true, mode: 0o700 });
  home = { folder };
  ca = await makeKey(join(folder, 'user_ca'));
  await writeFile(join(host.folder, 'etc/ssh/user_ca.pub'), await readFile(`${ca}.pub`));
});
afterEach(async () => {
  for (const reached of open.splice(0)) reached.close();
  await settles(async () => (await privateFolders()).length === 0);
  expect(await privateFolders()).toEqual([]);
});
afterAll(async () => {
  await host?.remove();
  await rm(home.folder, { recursive: true, force: true });
});

describe('the ssh of the system', () => {
  it('is taken for a certificate; the key asked about is ours to judge', async () => {
    await configure('Host box', `IdentityFile ${await certified('cert')}`);
    const { ask, keys, agreed } = willing();
    const { reached, problem, lines } = await reach(home, 'box', ask);
    expect(problem).toBeUndefined();
    expect(lines).toEqual([
      'config ok',
      'name ok',
      'key ok',
      'login ok',
      'socket ok',
      'rights ok',
      'ping ok',
    ]);
    expect(reached?.way).toMatchObject({ transport: 'system-ssh', reason: 'certificate' });
    expect(agreed).toEqual([]);
    const [type, base64] = (await host.hostKey()).split(' ');
    expect(keys).toHaveLength(1);
    expect(keys[0]).toContain(type);
    const ours = await readFile(join(home.folder, 'state/known_hosts'), 'utf8');
    expect(ours).toContain(base64);
    const again = willing();
    expect((await reach(home, 'box', again.ask)).problem).toBeUndefined();
    expect(again.keys).toEqual([]);

    if (reached === undefined) throw new Error('not reached');
    const { engine } = await connectEngine(reached.target);
    const pings = Array.from({ length: 30 }, () => engine.text({ path: '/_ping' }));
    expect(new Set(await Promise.all(pings))).toEqual(new Set(['OK']));
    engine.close();
    expect(await host.accepted()).toBe(2);
  });

  it('asks for a passphrase through the app, and shows it to nobody', async () => {
    await configure('Host box', `IdentityFile ${await certified('locked', { passphrase })}`);
    let seen = '';
    const { ask } = willing('wrong horse 2', async () => {
      seen = await allArguments();
      return passphrase;
    });
    const { reached, problem, everything } = await reach(home, 'box', ask);
    expect(problem).toBeUndefined();
    expect(ask.asked.map(({ what, file, again }) => [what, file, again])).toEqual([
      ['passphrase', join(home.folder, 'locked'), false],
      ['passphrase', join(home.folder, 'locked'), true],
    ]);
    seen += await allArguments();
    expect(seen).toContain('ssh\0-N\0-T');
    for (const secret of [passphrase, 'wrong horse 2']) {
      expect(seen).not.toContain(secret);
      expect(everything).not.toContain(secret);
    }
    reached?.close();
    await settles(async () => !(await allArguments()).includes(`${home.folder}/state/ssh/`));
    expect(await allArguments()).not.toContain(`${home.folder}/state/ssh/`);
  });

  it('asks for a password, again after a wrong one, over one connection', async () => {
    const key = await certified('others', { principal: 'somebody-else' });
    await configure('Host box', `IdentityFile ${key}`);
    const { password } = host.users.pi;
    const { ask } = willing('wrong-pw-2', password);
    const before = await host.log();
    const { problem, everything } = await reach(home, 'box', ask);
    expect(problem).toBeUndefined();
    expect(ask.asked.map(({ what, again, keepAs }) => [what, again, keepAs])).toEqual([
      ['password', false, `password:pi@${host.address}`],
      ['password', true, `password:pi@${host.address}`],
    ]);
    const connections = (await host.log()).slice(before.length).match(/^Connection from/gm);
    expect(connections).toHaveLength(1);
    const seen = `${everything}${await allArguments()}`;
    for (const secret of [password, 'wrong-pw-2']) expect(seen).not.toContain(secret);
  });

  it('ends when the person walks away from a question', async () => {
    await configure('Host box', `IdentityFile ${await certified('unused')}`, 'User nobody-known');
    const { ask } = willing();
    const { problem, lines } = await reach(home, 'box', ask);
    expect(problem?.code).toBe('cancelled'); // the password that nobody typed
    expect(ask.asked.map(({ what }) => what)).toEqual(['password']);
    expect(lines.at(-1)).toBe('login failed');
  });

  it('runs a ProxyCommand only after the person has agreed to it', async () => {
    const mark = join(home.folder, 'mark');
    const relay = `exec 3<>/dev/tcp/$0/$1; cat <&0 >&3 & cat <&3`;
    await configure(
      'Host box',
      `ProxyCommand bash -c 'touch ${mark}; ${relay}' %h %p`,
      `IdentityFile ${host.users.pi.keyFile}`,
    );
    const refusing = await reach(home, 'box', answers());
    expect(refusing.problem?.code).toBe('cancelled');
    expect(refusing.lines).toEqual(['config failed']);
    expect(existsSync(mark)).toBe(false);
    const { ask, agreed } = willing();
    const { reached, problem } = await reach(home, 'box', ask);
    expect(problem).toBeUndefined();
    expect(agreed).toEqual([[expect.stringContaining(`touch ${mark}`)]]);
    expect(existsSync(mark)).toBe(true);
    expect(reached?.way.reason).toBe('proxy-command');
    await host.kill();
    expect((await reached?.lost)?.code).toBe('host-gone');
    await host.start();
  });

  it('runs what a person agreed to again by itself, and asks when it has changed', async () => {
    const relay = `exec 3<>/dev/tcp/$0/$1; cat <&0 >&3 & cat <&3`;
    const proxy = (mark: string) =>
      configure(
        'Host box',
        `ProxyCommand bash -c 'true ${mark}; ${relay}' %h %p`,
        `IdentityFile ${host.users.pi.keyFile}`,
      );
    await proxy('one');
    const again = reacherOf(home, 'box');
    const { ask, agreed } = willing();
    for (let i = 0; i < 2; i += 1) {
      const { reached, problem } = await again(ask);
      expect(problem).toBeUndefined();
      reached?.close();
    }
    expect(agreed).toEqual([[expect.stringContaining('true one;')]]);
    await proxy('two');
    const { problem } = await again(answers());
    expect(problem?.code).toBe('cancelled');
    expect((await again(ask)).problem).toBeUndefined();
    expect(agreed.flat().at(-1)).toContain('true two;');
    // Another way to the same host is another matter.
    expect((await reach(home, 'box', answers())).problem?.code).toBe('cancelled');
  });

  it('is not started by a Match exec that nobody agreed to', async () => {
    const mark = join(home.folder, 'mark-exec');
    await configure(`Match host box exec "touch ${mark}"`, 'User pi');
    const { problem, lines } = await reach(home, 'box', answers());
    expect([problem?.code, ...lines]).toEqual(['cancelled', 'config failed']);
    expect(existsSync(mark)).toBe(false);
  });

  it('stops at a changed key, which a person can accept afterwards', async () => {
    await configure('Host box', `IdentityFile ${await certified('changed')}`);
    expect((await reach(home, 'box', willing().ask)).problem).toBeUndefined();
    await host.changeKey();
    const { ask, keys } = willing();
    const { problem, lines, acceptChanged } = await reach(home, 'box', ask);
    expect(problem?.code).toBe('host-key-changed');
    expect(problem?.facts).toMatchObject({ file: join(home.folder, 'state/known_hosts') });
    expect(lines.at(-1)).toBe('key failed');
    await acceptChanged(String(problem?.facts?.offered));
    expect((await reach(home, 'box', ask)).problem).toBeUndefined();
    expect(keys).toEqual([]);
  });

  it('tells what OpenSSH says of a refused login, an absent server, an absent socket', async () => {
    const key = await certified('other');
    await configure('Host box', `IdentityFile ${key}`, 'PreferredAuthentications publickey');
    const socket = await reach(home, `ssh://box/run/none.sock`, willing().ask);
    expect(socket.problem?.code).toBe('host-socket-absent');
    const file = await reach(home, 'ssh://box/etc/passwd', willing().ask);
    expect(file.problem?.code).toBe('not-a-socket');
    await host.inside(['chmod', '0600', '/run/docker.sock']);
    const denied = await reach(home, 'box', willing().ask);
    await host.shareSocket();
    expect(denied.problem).toMatchObject({ code: 'host-socket-denied', facts: { user: 'pi' } });
    expect(denied.lines.slice(-2)).toEqual(['socket ok', 'rights failed']);
    await rm(`${key}-cert.pub`);
    await configure(
      'Host box',
      `IdentityFile ${key}`,
      'PreferredAuthentications publickey',
      `CertificateFile ${await certified('third')}-cert.pub`,
    );
    const refused = await reach(home, 'box', willing().ask);
    expect(refused.problem).toMatchObject({ code: 'login-refused', facts: { user: 'pi' } });
    await configure('Host box', 'Port 9', `IdentityFile ${await certified('fourth')}`);
    const absent = await reach(home, 'box', willing().ask);
    expect(absent.problem?.code).toBe('host-refused');
    expect(absent.lines).toEqual(['config ok', 'name ok', 'tcp failed']);
  });

  it('finds an engine in another place through the same login', async () => {
    await configure('Host box', `IdentityFile ${await certified('rootless')}`);
    const before = await host.accepted();
    await host.inside(['mv', '/run/docker.sock', '/run/kept.sock']);
    await host.inside([
      'sh',
      '-c',
      'mkdir -p /run/podman; ln -s /run/engine/docker.sock /run/podman/podman.sock',
    ]);
    try {
      const { problem, lines, reached } = await reach(home, 'box', willing().ask);
      expect(problem).toBeUndefined();
      expect(lines.slice(-4)).toEqual(['socket refused', 'socket ok', 'rights ok', 'ping ok']);
      if (reached === undefined) throw new Error('not reached');
      expect((await connectEngine(reached.target)).version).toMatch(/^20\./);
      expect(await host.accepted()).toBe(before + 1);
    } finally {
      await host.inside(['rm', '-r', '/run/podman']);
      await host.inside(['mv', '/run/kept.sock', '/run/docker.sock']);
    }
  });

  it('passes through another host, whose key is judged as well', async () => {
    const engine = await startEngine('docker-20');
    const inner = await startHost('system-ssh-in', { users: { pi: { docker: true } }, engine });
    try {
      const { to } = await joinHosts(host, inner);
      const behind = [`HostName ${to}`, 'User pi', `IdentityFile ${inner.users.pi.keyFile}`];
      await configure(
        ...['Host behind', ...behind, 'ProxyJump box', 'IdentitiesOnly yes'],
        ...['Host box', `IdentityFile ${await certified('jump')}`],
      );
      await rm(join(home.folder, 'state/known_hosts'), { force: true });
      const { ask, keys } = willing();
      const { reached, problem, lines } = await reach(home, 'behind', ask);
      expect(problem).toBeUndefined();
      expect(lines.filter((line) => line.startsWith('key'))).toEqual(['key ok', 'key ok']);
      expect(keys).toHaveLength(2);
      expect(reached?.way).toMatchObject({
        reason: 'certificate',
        through: [`pi@${host.address}`],
      });
      expect(await inner.accepted()).toBe(1);
    } finally {
      for (const reached of open.splice(0)) reached.close();
      await inner.remove();
    }
  });

  it('is taken for a certificate that only the agent holds', async () => {
    const key = await certified('held');
    const agent = await startAgent(home.folder, [key]);
    try {
      await rm(key);
      await rm(`${key}-cert.pub`);
      const config = `Host box\nHostName ${host.address}\nUser pi\n`;
      await writeFile(join(home.folder, '.ssh/config'), config, { mode: 0o600 });
      const holding = { ...home, env: { SSH_AUTH_SOCK: agent.socket } };
      const { reached, problem } = await reach(holding, 'box', willing().ask);
      expect(problem).toBeUndefined();
      expect(reached?.way.reason).toBe('certificate');
    } finally {
      await agent.stop();
    }
  });

  it('checks the certificate of a host by the authority that is known for it', async () => {
    const hostKey = join(host.folder, 'etc/ssh/host_key');
    await run('ssh-keygen', [
      '-q',
      '-s',
      ca,
      '-I',
      'host',
      '-h',
      '-n',
      host.address,
      `${hostKey}.pub`,
    ]);
    await writeFile(
      join(host.folder, 'etc/ssh/sshd_config'),
      `HostCertificate /etc/ssh/host_key-cert.pub\n${await readFile(join(host.folder, 'etc/ssh/sshd_config'), 'utf8')}`,
    );
    await host.kill();
    await host.start();
    await configure('Host box', `IdentityFile ${host.users.pi.keyFile}`);
    const authority = await readFile(`${ca}.pub`, 'utf8');
    await rm(join(home.folder, 'state/known_hosts'), { force: true });
    const theirs = join(home.folder, '.ssh/known_hosts');
    await writeFile(theirs, `@cert-authority ${host.address} ${authority}`);
    const { ask, keys } = willing();
    const { problem, reached } = await reach(home, 'box', ask);
    expect(problem).toBeUndefined();
    expect(keys).toEqual([]);
    expect(reached?.way.reason).toBe('certificate');
    const other = await readFile(`${await makeKey(join(home.folder, 'other_ca'))}.pub`, 'utf8');
    await writeFile(theirs, `@cert-authority ${host.address} ${other}`);
    expect((await reach(home, 'box', willing().ask)).problem?.code).toBe('host-key-declined');
    await rm(theirs);
  });
});
