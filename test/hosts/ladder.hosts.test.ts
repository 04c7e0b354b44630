import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { openExec } from '../../src/engine/containers/exec.ts';
import { demux } from '../../src/engine/docker/demux.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import type { Reached } from '../../src/hosts/reached.ts';
import { make } from '../engine/engine-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { pidsWith } from '../support/bed/processes.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { type Host, type HostWish, startHost } from '../support/hosts/hosts.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { rawEngine } from '../support/raw-engine.ts';

const open: Reached[] = [];
const hosts: Host[] = [];
const engines: Engine[] = [];

const shared = () => startEngine('docker-20');

async function host<Names extends string>(name: string, wish: HostWish<Names>) {
  const made = await startHost(name, wish);
  hosts.push(made);
  return made;
}

async function reach(...input: Parameters<typeof attempt>) {
  const tried = await attempt(...input);
  if (tried.reached !== undefined) open.push(tried.reached);
  return tried;
}

/** An engine that really answers behind the way. */
async function versionBehind(reached: Reached | undefined): Promise<string> {
  if (reached === undefined) throw new Error('not reached');
  const { engine, version } = await connectEngine(reached.target);
  engine.close();
  return version;
}

/** The end of the input gets through, too: a program in a container counts what it is given. */
async function countedBehind(reached: Reached | undefined): Promise<string> {
  if (reached === undefined) throw new Error('not reached');
  const raw = rawEngine((await shared()).socket);
  const { engine } = await connectEngine(reached.target);
  try {
    const container = await make({ engine, raw });
    await startContainer(engine, container);
    const command = ['sh', '-c', 'wc -c; sleep 1'];
    const { stream } = await openExec(engine, { container, command, tty: false, stdin: true });
    let text = '';
    const read = (async () => {
      for await (const part of demux(stream.output)) text += Buffer.from(part.bytes).toString();
    })();
    await stream.write(Buffer.alloc(3_000_000, 'x'));
    stream.endInput();
    await read;
    return text.trim();
  } finally {
    engine.close();
    await raw.removeAll();
  }
}

const wayLines = (lines: readonly string[]) =>
  lines.filter((line) => /^(socket|rights|ping)/.test(line));

afterEach(() => {
  for (const reached of open.splice(0)) reached.close();
});
afterAll(async () => {
  for (const made of hosts) await made.remove();
  for (const engine of engines) await engine.remove();
});

describe('a server that forbids to forward the socket', () => {
  const forbids: Record<string, Partial<HostWish<'pi'>>> = {
    'by AllowStreamLocalForwarding': { sshd: ['AllowStreamLocalForwarding no'] },
    'by DisableForwarding': { sshd: ['DisableForwarding yes'] },
    'by the options of the key': { users: { pi: { docker: true, keyOptions: 'restrict' } } },
    'by a list of what it permits': { sshd: ['PermitOpen 127.0.0.1:80'] },
  };
  for (const [index, [how, wish]] of Object.entries(forbids).entries()) {
    it(`${how} is passed by a program on the host`, async () => {
      const pi = await host(`forbid-${index}`, {
        users: { pi: { docker: true } },
        engine: await shared(),
        cli: 'docker',
        ...wish,
      });
      const { problem, lines, stages, reached } = await reach({ host: hopTo(pi, 'pi') });
      expect(problem).toBeUndefined();
      expect(wayLines(lines)).toEqual([
        'socket /var/run/docker.sock refused',
        'socket docker system dial-stdio ok',
        'rights ok',
        'ping ok',
      ]);
      const refused = stages.find((stage) => stage.state === 'refused');
      expect(refused?.problem?.code).toBe('forwarding-forbidden');
      expect(reached?.way).toMatchObject({
        transport: 'ssh-exec',
        reason: 'forwarding-forbidden',
        program: 'docker system dial-stdio',
      });
      expect(await versionBehind(reached)).toMatch(/^20\.10/);
    });
  }

  it("is passed by Podman's command {119 partial}", async () => {
    const engine = await startEngine('podman-4', 'podman-host');
    engines.push(engine);
    const pi = await host('podman-relay', {
      users: { pi: { docker: true } },
      engine,
      cli: 'podman',
      sshd: ['AllowStreamLocalForwarding no'],
    });
    const { problem, reached } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toBeUndefined();
    expect(reached?.way.program).toBe('podman system dial-stdio');
    expect(await versionBehind(reached)).toMatch(/^4\./);
  });

  const relays = { socat: '/usr/bin/socat', nc: '/usr/bin/nc', python3: '/usr/bin/python3' };
  for (const [name, path] of Object.entries(relays)) {
    // Its own packages bring the others; Python is the machine's.
    it.skipIf(name === 'python3' && !existsSync(path))(`is passed by ${name}`, async () => {
      const pi = await host(`relay-${name}`, {
        users: { pi: { docker: true } },
        engine: await shared(),
        sshd: ['AllowStreamLocalForwarding no'],
        lacks: Object.values(relays).filter((other) => other !== path),
      });
      const { problem, reached } = await reach({ host: hopTo(pi, 'pi') });
      expect(problem).toBeUndefined();
      expect(reached?.way.program).toBe(name);
      expect(await versionBehind(reached)).toMatch(/^20\.10/);
      expect(await countedBehind(reached)).toBe('3000000');
    });
  }

  it('and that has no program for it is the end, with what it forbids', async () => {
    const pi = await host('no-relay', {
      users: { pi: { docker: true } },
      engine: await shared(),
      sharesNetwork: true,
      sshd: ['AllowStreamLocalForwarding no'],
      lacks: ['/usr/bin/socat', '/usr/bin/nc', '/usr/bin/python3'],
    });
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi') });
    expect(['forwarding-forbidden', 'engine-refused']).toContain(problem?.code);
    expect(lines.at(-1)).toBe('socket /var/run/docker.sock failed');
  });
});

const hasNot = (made: Host, path: string) =>
  made.inside(['test', '-e', path]).then(
    () => false,
    () => true,
  );

describe('a server of another kind', () => {
  it('that cannot forward sockets is told from one that may not', async () => {
    const pi = await host('dropbear', {
      users: { pi: { docker: true } },
      engine: await shared(),
      cli: 'docker',
      server: 'dropbear',
    });
    const { problem, reached, stages } = await reach({
      host: hopTo(pi, 'pi', { judge: () => Promise.resolve('accept') }),
    });
    expect(problem).toBeUndefined();
    const refused = stages.find((stage) => stage.state === 'refused');
    expect(refused?.problem?.code).toBe('forwarding-unknown');
    expect(reached?.way).toMatchObject({ transport: 'ssh-exec', reason: 'forwarding-unknown' });
    // This server closes the channel of a program, without starting it, when another ends meanwhile.
    for (let round = 0; round < 5; round += 1) {
      const versions = await Promise.all([1, 2, 3, 4, 5].map(() => versionBehind(reached)));
      for (const version of versions) expect(version).toMatch(/^20\.10/);
    }
  });
});

describe('a socket', () => {
  it('that is missing', async () => {
    const pi = await host('missing', { users: { pi: {} } });
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toMatchObject({
      code: 'host-socket-absent',
      facts: { path: '/var/run/docker.sock' },
    });
    expect(lines.at(-1)).toBe('socket /var/run/docker.sock failed');
  });

  it('that is a file', async () => {
    const pi = await host('file', { users: { pi: {} } });
    await pi.inside(['sh', '-c', 'echo hello > /run/docker.sock']);
    const { problem } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem?.code).toBe('not-a-socket');
  });

  it('that has a name a shell could trip over', async () => {
    const engine = await shared();
    const pi = await host('odd-name', {
      users: { pi: { docker: true } },
      engine,
      cli: 'docker',
      sshd: ['AllowStreamLocalForwarding no'],
    });
    const socketPath = `/run/a '"$(id >ran)\`id\`; b.sock`;
    await pi.inside(['ln', '-s', '/run/engine/docker.sock', socketPath]);
    const { problem, reached } = await reach({ host: hopTo(pi, 'pi'), socketPath });
    expect(problem).toBeUndefined();
    expect(await versionBehind(reached)).toMatch(/^20\.10/);
    expect(await hasNot(pi, '/home/pi/ran')).toBe(true);
    const broken = await reach({ host: hopTo(pi, 'pi'), socketPath: '/run/a\nb' });
    expect(broken.problem?.code).toBe('bad-parameter');
  });

  it('of a rootless engine is found where Docker puts it', async () => {
    const pi = await host('rootless', { users: { pi: { docker: true } }, engine: await shared() });
    const uid = (await pi.inside(['id', '-u', 'pi'])).trim();
    await pi.inside(['sh', '-c', `rm /run/docker.sock; mkdir -m 755 /run/user/${uid}`]);
    await pi.inside(['ln', '-s', '/run/engine/docker.sock', `/run/user/${uid}/docker.sock`]);
    const { problem, reached, stages } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toBeUndefined();
    expect(stages.find((stage) => stage.name === 'socket')?.what).toBe(
      `/run/user/${uid}/docker.sock`,
    );
    expect(reached?.way.transport).toBe('ssh-forward');
    expect(await versionBehind(reached)).toMatch(/^20\.10/);
  });

  it('whose engine has died', async () => {
    const engine = await startEngine('docker-20', 'dies');
    engines.push(engine);
    const wish = { users: { pi: { docker: true } }, engine, sharesNetwork: true } as const;
    const pi = await host('dead-engine', { ...wish, cli: 'docker' });
    await engine.kill();
    const { problem } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem?.code).toBe('engine-refused');
    expect(problem?.detail).toMatch(/connection refused/);
    await pi.remove();
    const bare = await host('dead-engine', {
      ...wish,
      lacks: ['/usr/bin/socat', '/usr/bin/nc', '/usr/bin/python3'],
    });
    // No program could tell; the kernel's list of sockets does.
    expect((await reach({ host: hopTo(bare, 'pi') })).problem?.code).toBe('engine-refused');
  });
});

describe('a user who may not use the socket', () => {
  it('is told so, with their groups', async () => {
    const pi = await host('denied', {
      users: { pi: {} },
      engine: await shared(),
      cli: 'docker',
      lacks: ['/usr/bin/sudo'],
    });
    const { problem, lines } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toMatchObject({
      code: 'host-socket-denied',
      facts: { user: 'pi', groups: 'pi', path: '/var/run/docker.sock' },
    });
    expect(wayLines(lines)).toEqual(['socket /var/run/docker.sock ok', 'rights pi failed']);
  });

  it('comes through by sudo without a password', async () => {
    const pi = await host('sudo-free', {
      users: { pi: { sudo: 'without-password' } },
      engine: await shared(),
      cli: 'docker',
    });
    const { problem, reached, lines } = await reach({ host: hopTo(pi, 'pi') });
    expect(problem).toBeUndefined();
    expect(wayLines(lines)).toEqual([
      'socket /var/run/docker.sock ok',
      'rights pi refused',
      'rights sudo -n docker system dial-stdio ok',
      'ping ok',
    ]);
    expect(reached?.way).toMatchObject({
      transport: 'ssh-exec',
      reason: 'no-rights',
      program: 'sudo -n docker system dial-stdio',
    });
    expect(await versionBehind(reached)).toMatch(/^20\.10/);
  });

  it('comes through by sudo with a password, asked again after a wrong one', async () => {
    const pi = await host('sudo-asks', {
      users: { pi: { sudo: 'with-password' }, eve: {} },
      engine: await shared(),
      cli: 'docker',
    });
    const { password } = pi.users.pi;
    const ask = answers('not-it-at-all', password);
    const { problem, reached, everything } = await reach({ host: hopTo(pi, 'pi') }, ask);
    expect(problem).toBeUndefined();
    expect(ask.asked.map(({ what, again }) => [what, again])).toEqual([
      ['sudo', false],
      ['sudo', true],
    ]);
    expect(reached?.way.program).toBe('sudo docker system dial-stdio');
    expect(await versionBehind(reached)).toMatch(/^20\.10/);
    if (reached?.target.kind !== 'channel') throw new Error('not by a channel');
    const held = await reached.target.open();
    await expect.poll(() => pidsWith('dial-stdio')).not.toEqual([]);
    expect(await pidsWith(password)).toEqual([]);
    held.destroy();
    for (const secret of ['not-it-at-all', password]) expect(everything).not.toContain(secret);
    expect(await pi.log()).not.toContain(password);

    const eve = await reach({ host: hopTo(pi, 'eve') }, answers(pi.users.eve.password));
    expect(eve.problem?.code).toBe('sudo-refused');
    const leaves = answers(async () => {
      await pi.kill();
      return new Promise(() => undefined);
    });
    const gone = await reach({ host: hopTo(pi, 'pi') }, leaves);
    expect(gone.problem?.code).toBe('host-gone');
    expect(leaves.asked[0]?.signal.aborted).toBe(true);
    await pi.start();
    const shy = await reach({ host: hopTo(pi, 'pi') }, answers(undefined));
    expect(shy.problem?.code).toBe('host-socket-denied');
  });
});

describe('a host that lies', () => {
  it('in its login scripts is not believed', async () => {
    const pi = await host('lies', {
      users: { pi: { docker: true, shell: '/bin/bash' } },
      engine: await shared(),
      cli: 'docker',
      sshd: ['AllowStreamLocalForwarding no', 'SetEnv BASH_ENV=/etc/lies'],
    });
    await writeFile(
      join(pi.folder, 'etc/lies'),
      'echo "socket absent unknown /var/run/docker.sock"; echo "end"; echo "$mark end"\n',
    );
    const { problem } = await reach({ host: hopTo(pi, 'pi') });
    // A shell that writes into every program's output cannot pass bytes on; it is not taken for more.
    expect(problem?.code).not.toBe('host-socket-absent');
    await rm(join(pi.folder, 'etc/lies'));
    expect((await reach({ host: hopTo(pi, 'pi') })).problem).toBeUndefined();
  });
});

describe('sessions', () => {
  it('beyond what the server opens are refused, and the number is learnt', async () => {
    const pi = await host('few', {
      users: { pi: { docker: true } },
      engine: await shared(),
      sshd: ['MaxSessions 2'],
    });
    const { reached } = await reach({ host: hopTo(pi, 'pi') });
    const login = reached?.login;
    if (reached === undefined || !login) throw new Error('not reached');
    const size = { columns: 80, rows: 24 };
    await expect.poll(() => login.sessions().used).toBe(0); // one was used for a moment
    const first = await login.shell(size);
    await login.shell(size);
    expect(login.sessions()).toEqual({ used: 2, limit: null });
    await expect(login.shell(size)).rejects.toMatchObject({
      problem: { code: 'sessions-exhausted', facts: { limit: 2 } },
    });
    expect(login.sessions()).toEqual({ used: 2, limit: 2 });
    // The engine needs none of them.
    expect(await versionBehind(reached)).toMatch(/^20\.10/);
    first.channel.destroy();
    await first.ended;
    await expect.poll(() => login.sessions().used).toBe(1);
    await login.shell(size);
  });

  it('of a program that passes bytes on are waited for', async () => {
    const pi = await host('few-relays', {
      users: { pi: { docker: true } },
      engine: await shared(),
      cli: 'docker',
      sshd: ['MaxSessions 2', 'AllowStreamLocalForwarding no'],
    });
    const { reached } = await reach({ host: hopTo(pi, 'pi') });
    const versions = await Promise.all([1, 2, 3, 4, 5].map(() => versionBehind(reached)));
    expect(versions).toHaveLength(5);
  });
});
