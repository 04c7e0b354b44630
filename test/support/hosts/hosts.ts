/** Stand-in hosts: a real SSH server with users, files and a network of its own, and an engine. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  chown,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { startEnclosed } from '../bed/enclosure.ts';
import type { Engine } from '../bed/engines.ts';
import { addNetns, cutCable, healCable, type Netns, removeNetns } from '../bed/network.ts';
import { bedFolder } from '../bed/paths.ts';
import { alive, end, pidsInNetns, signal } from '../bed/processes.ts';
import { lastLines, run, waitFor } from '../bed/run.ts';
import { openHost } from './host-enclosure.ts';
import { dockerGroup, type HostUser, makeKey, type UserWish, writeHost } from './host-etc.ts';
import { type EngineCli, hostUsr } from './programs.ts';

export interface HostWish<Names extends string> {
  readonly users: Record<Names, Omit<UserWish, 'name'>>;
  /** Its socket stands at `/var/run/docker.sock`. */
  readonly engine?: Engine;
  /** Lives in the network of the engine: a published port is the host's own. One host an engine. */
  readonly sharesNetwork?: boolean;
  /** Lines of sshd_config; they go before the usual ones, and the first one counts. */
  readonly sshd?: readonly string[];
  readonly server?: 'openssh' | 'dropbear';
  /** Asks for a password and a code, by PAM. */
  readonly codes?: boolean;
  /** The engine's command that is there. */
  readonly cli?: EngineCli;
  /** Full paths of programs that are not. */
  readonly lacks?: readonly string[];
}

export interface Host<Names extends string = string> {
  readonly address: string;
  readonly port: number;
  readonly users: Record<Names, HostUser>;
  /** Its files, seen from this machine: `etc`, `home`, `log`. */
  readonly folder: string;
  /** The key that the server shows: type and base64, as in a `.pub` file. */
  hostKey(): Promise<string>;
  /** Starts the server, or finds it running. */
  start(): Promise<void>;
  /** SIGKILL, for the listener and all that it has let in. */
  kill(): Promise<void>;
  /** SIGSTOP, for all of the server: the kernel still takes what is sent, nobody answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** A new key at the same address. */
  changeKey(): Promise<void>;
  /** Takes the cable out. */
  cut(): Promise<void>;
  heal(): Promise<void>;
  log(): Promise<string>;
  /** How often someone was let in. */
  accepted(): Promise<number>;
  /** Sockets that the server and what it has started hold. */
  sockets(): Promise<number>;
  /** Name of its network namespace. */
  readonly netns: string;
  /** Runs a program on it as root. */
  inside(command: readonly string[]): Promise<string>;
  /** Lets the docker group use the engine's socket (again, after the engine was started anew). */
  shareSocket(): Promise<void>;
  remove(): Promise<void>;
}

const hostsFolder = () => join(bedFolder(), 'h');
/** A code of Google's authenticator for each user: `/etc/codes/<user>`. */
const codeModule =
  'pam_google_authenticator.so secret=/etc/codes/${USER} user=root no_increment_hotp';

const commonLines = [
  'HostKey /etc/ssh/host_key',
  'PidFile none',
  'UseDNS no',
  'LogLevel VERBOSE',
  'PermitRootLogin no',
  'KbdInteractiveAuthentication no',
  'X11Forwarding no',
];

async function serverPids(netns: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of await pidsInNetns(netns)) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (/^(\/usr\/sbin\/)?(sshd|dropbear)\b/.test(line)) found.push(pid);
  }
  return found;
}

async function socketsIn(netns: string): Promise<number> {
  let count = 0;
  for (const pid of await pidsInNetns(netns)) {
    for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      if (target.startsWith('socket:')) count += 1;
    }
  }
  return count;
}

/** A cable between two hosts. Gives the address of the second, as the first sees it. */
export async function joinHosts(one: Host, other: Host): Promise<{ from: string; to: string }> {
  const [from, to] = ['10.91.0.1', '10.91.0.2'];
  const cable = ['type', 'veth', 'peer', 'name', 'eth1', 'netns', other.netns];
  await run('ip', ['-n', one.netns, 'link', 'add', 'eth1', ...cable]);
  for (const [host, address] of [
    [one, from],
    [other, to],
  ] as const) {
    await run('ip', ['-n', host.netns, 'addr', 'add', `${address}/30`, 'dev', 'eth1']);
    await run('ip', ['-n', host.netns, 'link', 'set', 'eth1', 'up']);
  }
  return { from, to };
}

/** Removes what an earlier run left of a host with this name. */
async function removeLeftovers(name: string): Promise<void> {
  const folder = join(hostsFolder(), name);
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) {
    const { netns, own, keeper } = JSON.parse(text) as HostState;
    const left = own ? await pidsInNetns(netns.name) : await serverPids(netns.name);
    for (const pid of left) signal(pid, 'SIGKILL');
    if (!own && keeper > 0 && (await alive(keeper))) signal(keeper, 'SIGKILL');
    await waitFor(async () => {
      for (const pid of [...left, keeper]) if (pid > 0 && (await alive(pid))) return false;
      return true;
    }, 5_000);
    if (own) await removeNetns(netns);
  }
  await rm(folder, { recursive: true, force: true });
}

interface HostState {
  readonly netns: Netns;
  /** Not the engine's. */
  readonly own: boolean;
  readonly keeper: number;
}

/** Starts a host of its own for a test; the test removes it. */
export async function startHost<Names extends string>(
  name: string,
  wish: HostWish<Names>,
): Promise<Host<Names>> {
  await removeLeftovers(name);
  const { engine, server = 'openssh', sshd = [] } = wish;
  const folder = join(hostsFolder(), name);
  const names = Object.keys(wish.users) as Names[];
  const made = await writeHost(folder, {
    users: names.map((user) => ({ name: user, ...wish.users[user] })),
    codes: wish.codes === true ? codeModule : undefined,
  });
  const users = Object.fromEntries(made.map((user) => [user.name, user])) as Record<
    Names,
    HostUser
  >;
  if (wish.codes === true) await writeCodes(folder, names);
  await makeKey(join(folder, 'etc/ssh/host_key'));
  const lines = [...sshd, ...(wish.codes === true ? codeLines : []), ...commonLines];
  await writeFile(join(folder, 'etc/ssh/sshd_config'), `${lines.join('\n')}\n`);

  const shared = wish.sharesNetwork === true ? engine : undefined;
  const netns: Netns =
    shared === undefined
      ? await addNetns(`h-${name}`)
      : { name: shared.netns, gateway: shared.gateway, address: shared.address };
  const state = { netns, own: shared === undefined };
  const save = (keeper: number) =>
    writeFile(join(folder, 'state.json'), JSON.stringify({ ...state, keeper }));
  await save(0); // what is made from here on is found and removed
  const keeper = await openHost({
    folder,
    netns: netns.name,
    usr: await hostUsr(wish.cli),
    engineFolder: engine?.folder,
    lacks: wish.lacks ?? [],
  });
  await save(keeper);

  const logPath = join(folder, 'log');
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  const log = () => readFile(logPath, 'utf8');
  const serverCommand =
    server === 'openssh'
      ? ['/usr/sbin/sshd', '-D', '-e', '-f', '/etc/ssh/sshd_config']
      : ['/usr/sbin/dropbear', '-F', '-E', '-s', '-r', '/etc/ssh/dropbear_key', '-p', '22'];
  const listening = server === 'openssh' ? /Server listening on/ : /Not backgrounding/;
  if (server === 'dropbear') {
    const target = ['-t', 'ed25519', '-f', '/etc/ssh/dropbear_key'];
    await run('nsenter', ['-t', String(keeper), '--mount', '--', 'dropbearkey', ...target]);
  }

  const host: Host<Names> = {
    address: netns.address,
    port: 22,
    users,
    folder,
    async hostKey() {
      return (await readFile(join(folder, 'etc/ssh/host_key.pub'), 'utf8')).trim();
    },
    async start() {
      if ((await serverPids(netns.name)).length > 0) return;
      const before = (await log()).length;
      const pid = startEnclosed(keeper, serverCommand, { logPath, env });
      // The log, not the port: some servers punish who connects and says nothing.
      const up = async () => listening.test((await log()).slice(before));
      await waitFor(async () => (await up()) || !(await alive(pid)), 10_000);
      if (!(await up())) throw new Error(`no server on ${name}:\n${await lastLines(logPath)}`);
    },
    async kill() {
      const pids = await serverPids(netns.name);
      for (const pid of pids) signal(pid, 'SIGKILL');
      for (const pid of pids) await end(pid, 0);
    },
    async freeze() {
      for (const pid of await serverPids(netns.name)) signal(pid, 'SIGSTOP');
    },
    async thaw() {
      for (const pid of await serverPids(netns.name)) signal(pid, 'SIGCONT');
    },
    async changeKey() {
      await host.kill();
      await rm(join(folder, 'etc/ssh/host_key'), { force: true });
      await rm(join(folder, 'etc/ssh/host_key.pub'), { force: true });
      await makeKey(join(folder, 'etc/ssh/host_key'));
      await host.start();
    },
    cut: () => cutCable(netns),
    heal: () => healCable(netns),
    log,
    async accepted() {
      return [...(await log()).matchAll(/^Accepted \S+ for /gm)].length;
    },
    netns: netns.name,
    sockets: () => socketsIn(netns.name),
    inside: (command) => run('nsenter', ['-t', String(keeper), '--mount', '--net', ...command]),
    async shareSocket() {
      if (engine === undefined || !existsSync(engine.socket)) return;
      await chown(engine.socket, 0, dockerGroup);
      await chmod(engine.socket, 0o660);
    },
    remove: () => removeLeftovers(name),
  };
  await appendFile(logPath, '');
  await host.shareSocket();
  await host.start();
  return host;
}

const codeLines = ['UsePAM yes', 'KbdInteractiveAuthentication yes', 'PasswordAuthentication no'];

/** RFC 4648 §6; the code of a test is computed from the same. */
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

async function writeCodes(folder: string, names: readonly string[]): Promise<void> {
  await run('mkdir', ['-p', '-m', '700', join(folder, 'etc/codes')]);
  for (const name of names) {
    const secret = [...randomBytes(26)].map((byte) => base32[byte % 32]).join('');
    const path = join(folder, 'etc/codes', name);
    await writeFile(path, `${secret}\n" TOTP_AUTH\n`);
    await chmod(path, 0o400);
  }
}

/** All hosts of this bed, whoever left them. */
export async function removeHosts(): Promise<void> {
  for (const name of await readdir(hostsFolder()).catch(() => [])) await removeLeftovers(name);
}
