import { execFile } from 'node:child_process';
import { readFile, statfs, writeFile } from 'node:fs/promises';
import { arch, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostFacts } from '../../src/contract/hosts.ts';
import { HostId } from '../../src/contract/ids.ts';
import { factsScript } from '../../src/hosts/facts/facts-script.ts';
import { lookAtHost } from '../../src/hosts/facts/look-at-host.ts';
import { readFacts } from '../../src/hosts/facts/read-facts.ts';
import type { HostLogin, Reached } from '../../src/hosts/reached.ts';
import { collect, firstThat, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { remoteBackend } from './remote-backend.ts';

const runFile = promisify(execFile);
const users = ['pi', 'noisy', 'endless', 'slow'] as const;
type User = (typeof users)[number];

/** What their login shells do before they come to what they are asked for. */
const startFiles: Partial<Record<User, string>> = {
  // Nothing ends its line: the first fact must not hang on it.
  noisy: `echo system Evil; echo 'end yes'; printf '\\033[31mWelcome, '\n`,
  endless: `head -c 300000 /dev/zero | tr '\\0' x\n`,
  slow: 'sleep 60\n',
};

let engine: Engine;
let pi: Host<User>;
let bare: Host<'pi'>;
const open: Reached[] = [];

beforeAll(async () => {
  engine = await startEngine('docker-20');
  pi = await startHost('facts', {
    users: {
      pi: { docker: true },
      noisy: { docker: true, shell: '/bin/bash' },
      endless: { docker: true, shell: '/bin/bash' },
      slow: { docker: true, shell: '/bin/bash' },
    },
    engine,
  });
  for (const [user, text] of Object.entries(startFiles)) {
    await writeFile(join(pi.users[user as User].home, '.bashrc'), text);
  }
  bare = await startHost('bare', {
    users: { pi: { docker: true } },
    engine,
    lacks: ['/usr/bin/df', '/usr/bin/nproc'],
  });
});
afterAll(async () => {
  for (const reached of open) reached.close();
  await pi?.remove();
  await bare?.remove();
});

async function loginTo<Names extends string>(host: Host<Names>, user: Names): Promise<HostLogin> {
  const { reached, problem } = await attempt({ host: hopTo(host, user) });
  if (!reached?.login) throw new Error(`not reached: ${JSON.stringify(problem)}`);
  open.push(reached);
  return reached.login;
}

const never = () => new AbortController().signal;
const look = (login: HostLogin, dataRoot: string = engine.folder) =>
  lookAtHost(login, { dataRoot, signal: never() });

const names: Partial<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}

function expectUnknown(facts: HostFacts): void {
  expect(Object.values({ ...facts, atMs: null })).toEqual(Array(13).fill(null));
}

describe('a look at a host', () => {
  it('tells what it is and how it is, in one session', async () => {
    const login = await loginTo(pi, 'pi');
    const { atMs, uptimeSeconds, load, memoryAvailableBytes, ...facts } = await look(login);
    const disk = await statfs(engine.folder);
    expect(facts).toMatchObject({
      system: 'A stand-in',
      architecture: names[arch()],
      kernel: release(),
      memoryBytes: totalmem(),
      bootId: await bootId(),
    });
    expect(facts.cpuCount).toBeGreaterThan(0);
    expect(load?.every((value) => value >= 0)).toBe(true);
    expect(uptimeSeconds).toBeGreaterThan(0);
    expect(memoryAvailableBytes).toBeGreaterThan(0);
    expect(memoryAvailableBytes).toBeLessThanOrEqual(totalmem());
    expect(facts.dataBytes).toBe(disk.blocks * disk.bsize);
    expect(facts.dataFreeBytes).toBeGreaterThan(0);
    expect(Math.abs(Date.now() - atMs)).toBeLessThan(60_000);
    // The host says so when the program has ended, a moment after its last word.
    await expect.poll(() => login.sessions().used).toBe(0);
  });

  it('knows a Raspberry Pi by its own name', async () => {
    const name = 'Raspbian GNU/Linux 12 (bookworm)';
    await writeFile(
      join(pi.folder, 'etc/os-release'),
      `PRETTY_NAME="${name}"\nNAME="Raspbian GNU/Linux"\nID=raspbian\nID_LIKE=debian\n`,
    );
    await pi.inside(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/sys/firmware']);
    const model = '/sys/firmware/devicetree/base/model';
    await pi.inside(['mkdir', '-p', '-m', '755', '/sys/firmware/devicetree/base']);
    // The kernel ends it with a NUL, not with a line.
    await pi.inside(['sh', '-c', `printf 'Raspberry Pi 4 Model B Rev 1.4\\000' > ${model}`]);
    expect(await look(await loginTo(pi, 'pi'))).toMatchObject({
      system: name,
      model: 'Raspberry Pi 4 Model B Rev 1.4',
    });
  });

  it('does without what the host lacks', async () => {
    const facts = await look(await loginTo(bare, 'pi'));
    expect(facts).toMatchObject({ system: 'A stand-in', dataBytes: null, dataFreeBytes: null });
    expect(facts.cpuCount).toBeGreaterThan(0);
  });

  it('works with the tools of busybox', async () => {
    const input = `mark=abc; data=/etc\n${factsScript}`;
    const raw = rawEngine(engine.socket);
    const run = ['run', '--rm', '-i', '--label', `longshore.test=${raw.id}`];
    const ran = runFile('docker', ['-H', engine.dockerHost, ...run, 'longshore/busybox:1', 'sh']);
    ran.child.stdin?.end(input);
    const facts = readFacts((await ran).stdout, { mark: 'abc', atMs: 0 });
    await removeQuickly(raw);
    expect(facts).toMatchObject({ system: null, kernel: release(), bootId: await bootId() });
    for (const value of [facts.load, facts.cpuCount, facts.memoryBytes, facts.dataBytes]) {
      expect(value).not.toBeNull();
    }
  });

  it('takes nothing that a login shell prints for a fact', async () => {
    const facts = await look(await loginTo(pi, 'noisy'));
    expect(facts.system).not.toContain('Evil');
    expect(facts.system).not.toBeNull();
    expect(facts.architecture).toBe(names[arch()]);
  });

  it('ends a host that prints without an end', async () => {
    const login = await loginTo(pi, 'endless');
    expectUnknown(await look(login));
  });

  it('waits no longer than ten seconds, or until it is stopped', async () => {
    const login = await loginTo(pi, 'slow');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 500);
    const stopped = lookAtHost(login, { dataRoot: '/', signal: stop.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    const startedMs = Date.now();
    await expect(look(login)).rejects.toMatchObject({ code: 'engine-timeout' });
    expect(Date.now() - startedMs).toBeLessThan(13_000);
  });

  it('runs nothing that the engine calls its data root', async () => {
    const login = await loginTo(pi, 'pi');
    const flag = join(pi.users.pi.home, 'ran');
    for (const root of [`/$(touch ${flag})`, `/';touch ${flag};'`, `/\ntouch ${flag}\n`, 'etc']) {
      expect(await look(login, root)).toMatchObject({ kernel: release(), dataBytes: null });
    }
    await expect(readFile(flag)).rejects.toThrow('ENOENT');
    // What this user may not look into lies on the disk of the last folder that can be seen.
    await pi.inside(['mkdir', '-p', '-m', '700', '/etc/hidden/data']);
    expect((await look(login, '/etc/hidden/data')).dataBytes).toBeGreaterThan(0);
  });
});

describe('the facts in the windows', () => {
  it('come from one look for all of them, wait while the host is away, and come back', async () => {
    const looks = async () =>
      [...(await pi.log()).matchAll(/Starting session: command for pi /g)].length;
    const atFirst = await looks();
    const { bed, api, id, whenHost } = await remoteBackend(pi);
    // Each login begins with two programs that are no look: one makes the server send small packets at
    // once, one tells which run of the machine this is.
    await expect.poll(looks).toBe(atFirst + 2);
    const other = bed.window();
    try {
      const before = await looks();
      const next = (window: typeof api, fits: (facts: HostFacts) => boolean) =>
        firstThat(window.hosts.facts({ host: id }), fits, 40_000);
      const held = new AbortController();
      const seen: HostFacts[] = [];
      const watching = (async () => {
        for await (const facts of api.hosts.facts({ host: id }, { signal: held.signal }))
          seen.push(facts);
      })();
      const [first, second] = [await next(api, () => true), await next(other.api, () => true)];
      expect(first).toEqual(second);
      expect(first.dataBytes).toBeGreaterThan(0);
      expect(await looks()).toBe(before + 1);
      // The window's side of the login is gone, and the same machine comes back.
      await pi.kill();
      await whenHost(({ state }) => state === 'reconnecting');
      const count = seen.length;
      await pi.start();
      const again = await next(other.api, ({ atMs }) => atMs > first.atMs);
      expect(again.bootId).toBe(first.bootId);
      expect(seen.length).toBeGreaterThan(count);
      held.abort();
      await watching.catch(() => {});
      expect(bed.faults).toEqual([]);
    } finally {
      await bed.close();
    }
  });

  it('still come while only the engine is down', async () => {
    const own = await startEngine('docker-20', 'facts');
    const host = await startHost('facts-down', { users: { pi: { docker: true } }, engine: own });
    const { bed, api, id, whenHost } = await remoteBackend(host);
    const changes = collect(api.changes.watch({ host: id }));
    try {
      await api.containers.list({ host: id });
      await own.kill();
      await whenHost(({ state }) => state === 'reconnecting');
      const facts = await firstThat(api.hosts.facts({ host: id }), () => true);
      expect(facts).toMatchObject({ system: 'A stand-in', bootId: await bootId() });
      expect(await host.accepted()).toBe(1);
    } finally {
      changes.stop();
      await bed.close();
      await host.remove();
      await own.remove();
    }
  });

  it('are not to be had of an engine without a login, or of a host that is not known', async () => {
    const { bed, api } = await remoteBackend(pi, { socket: engine.socket });
    try {
      for (const [host, code] of [
        ['docker-host', 'not-supported'],
        ['nobody', 'not-found'],
      ] as const) {
        const facts = api.hosts.facts({ host: HostId.parse(host) });
        await expect(firstThat(facts, () => true)).rejects.toMatchObject({ code });
      }
    } finally {
      await bed.close();
    }
  });
});
