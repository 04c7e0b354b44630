import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installEngine } from './install-engine.ts';
import { installPlan } from './install-plan.ts';
import { parseOsRelease } from './os-release.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'longshore-install-'));
  await mkdir(join(root, 'bin'));
  await put('os-release', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n');
  await put('comm', 'init\n');
});
afterEach(async () => {
  const pid = Number(await readFile(join(root, 'dockerd.pid'), 'utf8').catch(() => '0'));
  if (pid > 0) process.kill(pid);
  await rm(root, { recursive: true, force: true });
});

const put = (name: string, text: string) => writeFile(join(root, name), text);

/** A program on the PATH that writes its words down and then does what `body` says. */
async function program(name: string, body = 'exit 0'): Promise<void> {
  const path = join(root, 'bin', name);
  const script = `#!/bin/sh\necho "${name} $*" >> ${join(root, 'calls')}\n${body}\n`;
  await writeFile(path, script);
  await chmod(path, 0o755);
}

const calls = async () => (await readFile(join(root, 'calls'), 'utf8').catch(() => '')).trim();

/** A daemon that answers pings at the socket. */
const daemon = () =>
  `echo $$ > ${join(root, 'dockerd.pid')}
echo starting up
exec ${process.execPath} -e "require('node:http').createServer((q,s)=>s.end('OK')).listen('${join(root, 'docker.sock')}')"`;

const installation = (lines: string[], uid = 0) => ({
  report: (line: string) => lines.push(line),
  stateFolder: join(root, 'state'),
  place: {
    platform: 'linux',
    env: { PATH: `${join(root, 'bin')}:/usr/bin:/bin` },
    uid,
    osReleaseFile: join(root, 'os-release'),
  },
  socketPath: join(root, 'docker.sock'),
  initNameFile: join(root, 'comm'),
  startLimitMs: 5_000,
});

describe('installEngine', () => {
  it('installs, starts dockerd by hand where systemd is not process 1, and waits for its answer', async () => {
    await program('dpkg', 'exit 1');
    await program('apt-get', 'echo "doing $1 as $DEBIAN_FRONTEND"');
    await program('dockerd', daemon());
    const lines: string[] = [];
    await installEngine(installation(lines));
    expect(await calls()).toBe(
      'dpkg -s docker.io\napt-get update\napt-get install -y --no-install-recommends docker.io\ndockerd',
    );
    expect(lines).toContain('doing install as noninteractive');
    expect(lines.at(-1)).toContain('The engine answers at');
    expect(await readFile(join(root, 'state/logs/dockerd.log'), 'utf8')).toContain('starting up');

    const again: string[] = [];
    await installEngine(installation(again));
    expect(again).toEqual([expect.stringContaining('nothing to do')]);
  });

  it('uses systemd where it is process 1, and does not install twice', async () => {
    await put('comm', 'systemd\n');
    await program('dpkg');
    await program('the-service', daemon());
    await program('systemctl', 'the-service >/dev/null 2>&1 &');
    const lines: string[] = [];
    await installEngine(installation(lines));
    expect(await calls()).toBe('dpkg -s docker.io\nsystemctl enable --now docker\nthe-service');
    expect(lines).toContain('The package docker.io is installed already.');
  });

  it('goes by sudo without a password when it is not root', async () => {
    await program('dpkg', 'exit 1');
    await program('sudo', 'shift; exec "$@"');
    await program('apt-get', 'echo "$DEBIAN_FRONTEND"');
    await program('dockerd', daemon());
    await installEngine(installation([], 1000));
    expect(await calls()).toContain(
      'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends docker.io',
    );
  });

  it('says what apt said when it fails', async () => {
    await program('dpkg', 'exit 1');
    await program('apt-get', 'echo "E: no network" >&2; exit 100');
    await expect(installEngine(installation([]))).rejects.toMatchObject({
      problem: {
        code: 'engine-error',
        message: 'apt-get update failed with exit code 100.',
        detail: 'E: no network',
      },
    });
  });

  it('says what dockerd said when it does not come up', async () => {
    await program('dpkg');
    await program('dockerd', 'echo "cannot mount"; exit 1');
    const order = { ...installation([]), startLimitMs: 600 };
    await expect(installEngine(order)).rejects.toMatchObject({
      problem: { code: 'engine-timeout', detail: 'cannot mount' },
    });
  });

  it('stops when it is cancelled', async () => {
    await program('dpkg', 'exit 1');
    await program('apt-get', 'exec sleep 60');
    const signal = AbortSignal.timeout(200);
    await expect(installEngine({ ...installation([]), signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('gives the commands where it cannot do it itself', async () => {
    await put('os-release', 'NAME="Fedora Linux"\nID=fedora\n');
    await expect(installEngine(installation([]))).rejects.toMatchObject({
      problem: { code: 'not-supported', detail: expect.stringContaining('dnf install') },
    });
  });
});

describe('installPlan', () => {
  it('tells what fits here and why it is not automatic', async () => {
    await program('sudo', 'exit 1');
    const { place } = installation([], 1000);
    expect(await installPlan(place)).toMatchObject({
      automatic: false,
      reason: 'no-rights',
      system: 'Debian GNU/Linux 12 (bookworm)',
    });
    expect(await installPlan({ ...place, uid: 0 })).toMatchObject({ automatic: true });
    const mac = await installPlan({ ...place, platform: 'darwin' });
    expect(mac.reason).toBe('not-linux');
    expect(mac.commands.find(({ here }) => here)?.system).toBe('macos');
  });
});

describe('parseOsRelease', () => {
  it.each([
    ['ID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="Ubuntu 24.04"', 'debian'],
    ["ID='raspbian'\nID_LIKE=debian", 'debian'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'fedora'],
    ['ID=arch', 'arch'],
    ['ID=alpine', 'other'],
    ['', 'other'],
  ])('%s', (text, family) => {
    expect(parseOsRelease(text).family).toBe(family);
  });
});
