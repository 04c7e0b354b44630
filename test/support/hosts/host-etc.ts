/** The `/etc` and `/home` of a stand-in host: only what its servers read. */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../bed/run.ts';

export interface UserWish {
  readonly name: string;
  /** In the group that may use the engine's socket. */
  readonly docker?: boolean;
  readonly sudo?: 'with-password' | 'without-password';
  readonly shell?: string;
  /** Options before the key in `authorized_keys`: `restrict,pty`. */
  readonly keyOptions?: string;
}

export interface HostUser {
  readonly name: string;
  /** Made for this run. */
  readonly password: string;
  /** A key that the host knows, without a passphrase. */
  readonly keyFile: string;
  readonly home: string;
  /** Adds another key to those that the host knows. */
  authorize(publicKey: string): Promise<void>;
}

/** No group of a machine has this number by habit. */
export const dockerGroup = 6_290;
const firstUid = 6_291;

/** Files of the machine that programs need wherever they run. */
const copied = [
  'alternatives',
  'environment',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'localtime',
  'login.defs',
  'nsswitch.conf',
  'protocols',
  'security',
  'services',
];

function hashOf(password: string): string {
  const made = spawnSync('openssl', ['passwd', '-6', '-stdin'], {
    input: `${password}\n`,
    encoding: 'utf8',
  });
  if (!made.stdout.startsWith('$6$')) throw new Error(`no hash of a password: ${made.stderr}`);
  return made.stdout.trim();
}

/** Makes a key pair; gives the path of the private half. */
export async function makeKey(
  path: string,
  { type = 'ed25519', passphrase = '' }: { type?: string; passphrase?: string } = {},
): Promise<string> {
  // ssh-keygen would ask before it writes over what a first try of a test has left.
  for (const end of ['', '.pub', '-cert.pub']) await rm(`${path}${end}`, { force: true });
  await run('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'bed', '-f', path]);
  return path;
}

async function addHome(folder: string, wish: UserWish, uid: number): Promise<HostUser> {
  const home = join(folder, 'home', wish.name);
  const ssh = join(home, '.ssh');
  await mkdir(ssh, { recursive: true });
  const keyFile = await makeKey(join(folder, 'keys', wish.name));
  const known = join(ssh, 'authorized_keys');
  const options = wish.keyOptions === undefined ? '' : `${wish.keyOptions} `;
  await writeFile(known, `${options}${await readFile(`${keyFile}.pub`, 'utf8')}`);
  for (const [path, mode] of [
    [home, 0o755],
    [ssh, 0o700],
    [known, 0o600],
  ] as const) {
    await chmod(path, mode);
    await chown(path, uid, uid);
  }
  return {
    name: wish.name,
    password: `pw-${randomBytes(9).toString('base64url')}`,
    keyFile,
    home,
    authorize: (publicKey) => writeFile(known, `${publicKey.trim()}\n`, { flag: 'a' }),
  };
}

async function writeAccounts(
  etc: string,
  wishes: readonly UserWish[],
  users: readonly HostUser[],
): Promise<void> {
  const passwd = ['root:x:0:0:root:/root:/bin/sh', 'sshd:x:74:65534::/run/sshd:/usr/sbin/nologin'];
  const group = ['root:x:0:', 'tty:x:5:', 'nogroup:x:65534:'];
  const shadow = ['root:*:19000:0:99999:7:::', 'sshd:*:19000:0:99999:7:::'];
  const sudoers = ['Defaults !lecture', 'root ALL=(ALL:ALL) ALL'];
  for (const [index, { name, password }] of users.entries()) {
    const wish = wishes[index];
    const uid = firstUid + index;
    passwd.push(`${name}:x:${uid}:${uid}::/home/${name}:${wish?.shell ?? '/bin/sh'}`);
    group.push(`${name}:x:${uid}:`);
    shadow.push(`${name}:${hashOf(password)}:19000:0:99999:7:::`);
    if (wish?.sudo === 'without-password') sudoers.push(`${name} ALL=(ALL:ALL) NOPASSWD: ALL`);
    if (wish?.sudo === 'with-password') sudoers.push(`${name} ALL=(ALL:ALL) ALL`);
  }
  const members = wishes.filter((wish) => wish.docker === true).map((wish) => wish.name);
  group.push(`docker:x:${dockerGroup}:${members.join(',')}`);
  const write = async (name: string, lines: readonly string[], mode: number) => {
    const path = join(etc, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    await chmod(path, mode);
  };
  await write('passwd', passwd, 0o644);
  await write('group', group, 0o644);
  await write('shadow', shadow, 0o600);
  await write('sudoers', sudoers, 0o440);
}

/** Real modules, without the ones that want a whole system around them (audit, mail, motd). */
async function writePam(etc: string, codes: string | undefined): Promise<void> {
  await mkdir(join(etc, 'pam.d'), { recursive: true });
  const unix = 'auth required pam_unix.so nodelay';
  const rest = 'account required pam_unix.so\nsession required pam_permit.so';
  const login = codes === undefined ? unix : `${unix}\nauth required ${codes}`;
  await writeFile(join(etc, 'pam.d/sshd'), `${login}\n${rest}\n`);
  for (const name of ['sudo', 'other']) {
    await writeFile(join(etc, 'pam.d', name), `${unix}\n${rest}\n`);
  }
}

/** Writes all of it into `folder`; gives the users. `codes`: a PAM module that asks for a code, too. */
export async function writeHost(
  folder: string,
  { users: wishes, codes }: { users: readonly UserWish[]; codes?: string | undefined },
): Promise<HostUser[]> {
  const etc = join(folder, 'etc');
  await mkdir(join(etc, 'ssh'), { recursive: true });
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  for (const name of copied) {
    if (existsSync(join('/etc', name))) await run('cp', ['-a', join('/etc', name), etc]);
  }
  await writeFile(join(etc, 'hostname'), 'standin\n');
  await writeFile(join(etc, 'hosts'), '127.0.0.1 localhost standin\n');
  await writeFile(join(etc, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  await writeFile(join(etc, 'os-release'), 'ID=debian\nPRETTY_NAME="A stand-in"\n');
  await writeFile(join(etc, 'sudo.conf'), 'Set disable_coredump false\n');
  const users: HostUser[] = [];
  for (const [index, wish] of wishes.entries()) {
    users.push(await addHome(folder, wish, firstUid + index));
  }
  await writeAccounts(etc, wishes, users);
  await writePam(etc, codes);
  return users;
}
