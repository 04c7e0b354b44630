import { existsSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { engineKinds } from '../bed/engine-kinds.ts';
import { withLock } from '../bed/lock.ts';
import { unpacked } from '../bed/packages.ts';
import { run } from '../bed/run.ts';

/** Servers, and what a way to a socket may need. Their other libraries are on every Debian. */
const hostPackages = [
  'openssh-server',
  'libwrap0',
  'dropbear-bin',
  'libtomcrypt1',
  'libtommath1',
  'sudo',
  'libapparmor1',
  'libpam-google-authenticator',
  'netcat-openbsd',
  'libbsd0',
  'libmd0',
  'socat',
] as const;

/** Older packages still have `/bin` and `/lib` of their own: all of it as one `/usr`. */
async function asUsr(root: string): Promise<string> {
  const folder = `${root}.usr`;
  await withLock('host-programs', async () => {
    if (existsSync(folder)) return;
    const work = `${folder}.part`;
    await rm(work, { recursive: true, force: true });
    await run('cp', ['-a', join(root, 'usr'), work]);
    for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
      if (existsSync(join(root, name))) await run('cp', ['-a', join(root, name), work]);
    }
    const nc = join(work, 'bin/nc');
    if (!existsSync(nc)) await symlink('nc.openbsd', nc);
    await rename(work, folder);
  });
  return folder;
}

/** The engine's own command on a host. */
export type EngineCli = 'docker' | 'podman';

/** Folders to lay over the machine's own `/usr`: servers, sudo, relays, an engine's command. */
export async function hostUsr(cli: EngineCli | undefined): Promise<string[]> {
  const layers = [await asUsr(await unpacked('bookworm', hostPackages))];
  if (cli !== undefined) {
    const { suite, packages } = engineKinds[cli === 'docker' ? 'docker-20' : 'podman-4'];
    layers.push(join(await unpacked(suite, packages), 'usr'));
  }
  return layers;
}
