import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reached } from '../../src/hosts/reached.ts';
import { startEngine } from '../support/bed/engines.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { startAgent } from '../support/hosts/key-agent.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { codeNow } from '../support/hosts/totp.ts';

type Pi = Host<'pi'>;
const open: Reached[] = [];
const hosts: Host[] = [];

async function host(name: string, wish: Partial<Parameters<typeof startHost<'pi'>>[1]> = {}) {
  const engine = await startEngine('docker-20');
  const made = await startHost(name, { users: { pi: { docker: true } }, engine, ...wish });
  hosts.push(made);
  return made;
}

async function reach(...input: Parameters<typeof attempt>) {
  const tried = await attempt(...input);
  if (tried.reached !== undefined) open.push(tried.reached);
  return tried;
}

afterEach(() => {
  for (const reached of open.splice(0)) reached.close();
});
afterAll(async () => {
  for (const made of hosts) await made.remove();
});

const noKeys = { keyFiles: [] };

describe('a login', () => {
  let pi: Pi;
  beforeAll(async () => {
    pi = await host('login');
  });

  it('by a key that the host knows passes each stage once', async () => {
    const { problem, lines, reached } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toBeUndefined();
    expect(lines).toEqual([
      'name ok',
      'tcp ok',
      'banner ok',
      'key ok',
      'login publickey pi ok',
      'socket /var/run/docker.sock ok',
      'rights ok',
      'ping ok',
    ]);
    expect(reached?.way).toEqual({ transport: 'ssh-forward', reason: 'only-way', through: [] });
  });

  it('by a key that the host does not know is refused, and says what was tried', async () => {
    const other = await makeKey(join(pi.folder, 'keys/other'));
    const before = await pi.log();
    const keyFiles = [{ path: other, required: true }];
    const { problem, lines } = await reach({
      host: hopTo(pi, 'pi', { keyFiles, methods: ['publickey'] }),
    });
    expect(lines.slice(-2)).toEqual(['login publickey other refused', 'login failed']);
    expect(problem).toMatchObject({
      code: 'login-refused',
      facts: { user: 'pi', tried: 'publickey other' },
    });
    const walked = await reach({ host: hopTo(pi, 'pi', { keyFiles }) }, answers(undefined));
    expect(walked.problem?.code).toBe('cancelled'); // the password that nobody typed
    const connections = (await pi.log()).slice(before.length).match(/^Connection from/gm) ?? [];
    expect(connections).toHaveLength(2);
  });

  it('by a password asks again after a wrong one, three times, over one connection', async () => {
    const { password } = pi.users.pi;
    const ask = answers('wrong-one', 'wrong-two', password);
    const before = await pi.log();
    const { problem, lines, everything } = await reach({ host: hopTo(pi, 'pi', noKeys) }, ask);
    expect(problem).toBeUndefined();
    expect(lines.filter((line) => line.startsWith('login'))).toEqual([
      'login password refused',
      'login password refused',
      'login password ok',
    ]);
    expect(ask.asked.map(({ what, again }) => [what, again])).toEqual([
      ['password', false],
      ['password', true],
      ['password', true],
    ]);
    expect((await pi.log()).slice(before.length).match(/^Connection from/gm)).toHaveLength(1);
    for (const secret of ['wrong-one', 'wrong-two', password]) {
      expect(everything).not.toContain(secret);
    }
  });

  it('ends after the third wrong password', async () => {
    const ask = answers('a1-wrong', 'a2-wrong', 'a3-wrong', 'a4-wrong');
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi', noKeys) }, ask);
    expect(problem).toMatchObject({
      code: 'login-refused',
      facts: { user: 'pi', tried: 'password, password, password' },
    });
    expect(problem?.facts?.accepted).toContain('publickey');
    expect(ask.asked).toHaveLength(3);
    expect(lines.at(-1)).toBe('login failed');
  });

  it('asks for the passphrase of a key only once the server takes that key', async () => {
    const passphrase = 'correct horse 1';
    const locked = await makeKey(join(pi.folder, 'keys/locked'), { passphrase });
    await pi.users.pi.authorize(await readFile(`${locked}.pub`, 'utf8'));
    const stranger = await makeKey(join(pi.folder, 'keys/stranger'), { passphrase: 'unused' });
    const keyFiles = [stranger, locked].map((path) => ({ path, required: true }));
    const ask = answers('wrong horse', passphrase);
    const { problem, lines, everything } = await reach(
      { host: hopTo(pi, 'pi', { keyFiles }) },
      ask,
    );
    expect(problem).toBeUndefined();
    expect(lines.filter((line) => line.startsWith('login'))).toEqual([
      'login publickey stranger refused',
      'login publickey locked ok',
    ]);
    expect(ask.asked.map(({ what, file, again }) => [what, file, again])).toEqual([
      ['passphrase', locked, false],
      ['passphrase', locked, true],
    ]);
    expect(everything).not.toContain(passphrase);
  });

  it('goes on without a key whose passphrase nobody knows', async () => {
    const locked = await makeKey(join(pi.folder, 'keys/lost'), { passphrase: 'lost for good' });
    await pi.users.pi.authorize(await readFile(`${locked}.pub`, 'utf8'));
    const keyFiles = [{ path: locked, required: true }];
    const ask = answers('no', 'nope', 'never', pi.users.pi.password);
    const { problem, stages } = await reach({ host: hopTo(pi, 'pi', { keyFiles }) }, ask);
    expect(problem).toBeUndefined();
    const [key] = stages.filter((stage) => stage.what === 'publickey lost');
    expect(key).toMatchObject({ state: 'refused', problem: { code: 'passphrase-wrong' } });
    expect(ask.asked.at(-1)?.what).toBe('password');
  });

  it('names a key file that is missing or broken', async () => {
    const keyFiles = [join(pi.folder, 'keys/none'), join(pi.folder, 'etc/passwd')].map((path) => ({
      path,
      required: true,
    }));
    const methods = ['publickey'];
    const { problem, stages } = await reach({ host: hopTo(pi, 'pi', { keyFiles, methods }) });
    const login = stages.filter((stage) => stage.name === 'login');
    expect(login.map((stage) => stage.problem?.code)).toEqual([
      'key-unusable',
      'key-unusable',
      'key-unusable',
    ]);
    expect(problem?.facts?.file).toBe(join(pi.folder, 'keys/none'));
  });

  it('stops at a key that was not agreed to, before any method', async () => {
    const refused = { code: 'host-key-declined', message: 'Not agreed to.' } as const;
    const before = await pi.log();
    const judge = () => Promise.resolve(refused);
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi', { judge }) });
    expect(problem).toEqual(refused);
    expect(lines.at(-1)).toBe('key failed');
    expect((await pi.log()).slice(before.length)).not.toMatch(/Failed|Accepted/);
  });

  it('waits for a person who compares a key as long as it takes', async () => {
    const hop = hopTo(pi, 'pi');
    const slow = async (key: Buffer, signal: AbortSignal) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return hop.judge(key, signal);
    };
    const { problem, stages, everything } = await reach({ host: { ...hop, judge: slow } });
    expect(problem).toBeUndefined();
    expect(everything).toContain('"waiting"');
    expect(stages.find((stage) => stage.name === 'key')?.tookMs).toBeGreaterThan(1_400);
  });

  it('is given up at once when it is no longer wanted', async () => {
    const stop = new AbortController();
    const judge = () => {
      stop.abort();
      return new Promise<never>(() => undefined);
    };
    const { problem } = await reach({ host: hopTo(pi, 'pi', { judge }) }, answers(), stop.signal);
    expect(problem?.code).toBe('cancelled');
  });

  it('stops at a key that has changed', async () => {
    const old = (await pi.hostKey()).split(' ')[1];
    await pi.changeKey();
    const { problem, lines } = await reach({
      host: hopTo(pi, 'pi', {
        judge: async (key) =>
          key.toString('base64') === old
            ? 'accept'
            : { code: 'host-key-changed', message: 'Another key.' },
      }),
    });
    expect(problem?.code).toBe('host-key-changed');
    expect(lines.at(-1)).toBe('key failed');
  });
});

describe('an agent', () => {
  it('with seven keys does not use up what the server counts', async () => {
    const pi = await host('seven', { sshd: ['MaxAuthTries 6', 'PasswordAuthentication no'] });
    const keys = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => makeKey(join(pi.folder, `keys/n${n}`))),
    );
    const agent = await startAgent(pi.folder, [...keys, pi.users.pi.keyFile]);
    try {
      const named = hopTo(pi, 'pi', {
        agent: agent.socket,
        identitiesOnly: false,
        keyFiles: [{ path: `${pi.users.pi.keyFile}.pub`, required: true }],
      });
      const first = await reach({ host: named });
      expect(first.problem).toBeUndefined();
      expect(first.lines.filter((line) => line.startsWith('login'))).toHaveLength(1);
      const only = await reach({ host: { ...named, identitiesOnly: true } });
      expect(only.problem).toBeUndefined();
      const blind = await reach({ host: { ...named, keyFiles: [] } });
      expect(blind.problem?.code).toBe('login-refused');
      expect(blind.lines.filter((line) => line.includes('publickey'))).toHaveLength(6);
    } finally {
      await agent.stop();
    }
  });
});

describe('several steps', () => {
  it('a key and then a password', async () => {
    const pi = await host('two-steps', { sshd: ['AuthenticationMethods publickey,password'] });
    const ask = answers(pi.users.pi.password);
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi') }, ask);
    expect(problem).toBeUndefined();
    expect(lines.filter((line) => line.startsWith('login'))).toEqual([
      'login publickey pi ok',
      'login password ok',
    ]);
  });

  it('a key, a password and a code in one conversation', async () => {
    const pi = await host('codes', {
      codes: true,
      sshd: ['AuthenticationMethods publickey,keyboard-interactive'],
    });
    const code = () => codeNow(pi.folder, 'pi');
    const ask = answers(pi.users.pi.password, code);
    const { problem, lines, everything } = await reach({ host: hopTo(pi, 'pi') }, ask);
    expect(problem).toBeUndefined();
    expect(lines.filter((line) => line.startsWith('login'))).toEqual([
      'login publickey pi ok',
      'login keyboard-interactive ok',
    ]);
    expect(ask.asked.map(({ what, fields }) => [what, fields])).toEqual([
      ['keyboard-interactive', [{ label: 'Password:', echo: false }]],
      ['keyboard-interactive', [{ label: 'Verification code:', echo: false }]],
    ]);
    // A code is of no use a second time.
    expect(ask.asked.map((question) => question.keepAs !== undefined)).toEqual([true, false]);
    expect(everything).not.toContain(pi.users.pi.password);
  });

  it('stops when the person gives no code', async () => {
    const pi = await host('no-code', { codes: true });
    const ask = answers(pi.users.pi.password, undefined);
    const { problem } = await reach({ host: hopTo(pi, 'pi', noKeys) }, ask);
    expect(problem?.code).toBe('cancelled');
  });
});

describe('on the way to a login', () => {
  const nowhere = (change: Partial<ReturnType<typeof hopTo>>) =>
    reach({
      host: {
        hostName: '127.0.0.1',
        port: 1,
        user: 'pi',
        keyFiles: [],
        identitiesOnly: true,
        agent: null,
        judge: () => Promise.resolve('accept'),
        ...change,
      },
    });

  it('a name that does not exist', async () => {
    const { problem, lines } = await nowhere({ hostName: 'no-such-host.invalid' });
    expect(problem?.code).toBe('host-name-unknown');
    expect(lines).toEqual(['name failed']);
  });

  it('a port where nothing listens', async () => {
    const { problem, lines } = await nowhere({});
    expect(problem?.code).toBe('host-refused');
    expect(lines).toEqual(['name ok', 'tcp failed']);
  });

  it('a host that is not there', async () => {
    const pi = await host('absent');
    await pi.cut();
    const { problem } = await nowhere({ hostName: pi.address, port: 22, connectTimeoutMs: 1_000 });
    expect(problem?.code).toBe('host-unreachable');
  });

  it('a server that speaks something else', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { problem, lines } = await nowhere({ port });
    other.close();
    expect(problem).toMatchObject({ code: 'not-ssh' });
    expect(problem?.detail).toContain('HTTP/1.1 400');
    expect(lines.at(-1)).toBe('banner failed');
  });

  it('a server that never says who it is', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const { problem } = await nowhere({ port });
    mute.close();
    expect(problem).toMatchObject({ code: 'not-ssh', facts: { port } });
  });

  it('a server that loses patience while a person looks for the password', async () => {
    const pi = await host('hasty', { sshd: ['LoginGraceTime 2'] });
    const ask = answers(() => new Promise(() => undefined));
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi', noKeys) }, ask);
    expect(problem?.code).toBe('login-dropped');
    expect(lines.at(-1)).toBe('login password failed');
    expect(ask.asked[0]?.signal.aborted).toBe(true);
  });

  it('a server that lets no more in at once', async () => {
    const pi = await host('crowded', { sshd: ['MaxStartups 1:100:1', 'LoginGraceTime 60'] });
    let release = (): void => undefined;
    const held = new Promise<'accept'>((resolve) => {
      release = () => resolve('accept');
    });
    let judged = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      judged = resolve;
    });
    const first = reach({
      host: hopTo(pi, 'pi', {
        judge: () => {
          judged();
          return held;
        },
      }),
    });
    await asked;
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem?.code).toBe('login-dropped');
    expect(lines.at(-1)).toBe('banner failed');
    release();
    expect((await first).problem).toBeUndefined();
  });
});
