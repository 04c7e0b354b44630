import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { cacheFolder } from './paths.ts';
import { run } from './run.ts';

/** Debian releases whose packages the bed unpacks. */
export type Suite = 'bookworm' | 'sid';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The mirror that this machine's own apt uses. */
async function mirror(): Promise<string> {
  const uris = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Origin: Debian',
    'Label: Debian',
    'Created-By: Packages',
  ]).catch(() => '');
  return uris.split('\n').find((line) => line.startsWith('http')) ?? 'http://deb.debian.org/debian';
}

/** apt-get with a configuration of its own: the machine's package lists stay untouched. */
async function privateApt(
  suite: Suite,
): Promise<(args: string[], cwd?: string) => Promise<string>> {
  const home = join(cacheFolder(), 'apt', suite);
  await mkdir(join(home, 'lists/partial'), { recursive: true });
  await mkdir(join(home, 'cache/archives/partial'), { recursive: true });
  const list = join(home, 'sources.list');
  await writeFile(list, `deb [signed-by=${keyring}] ${await mirror()} ${suite} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${list}`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State::lists=${join(home, 'lists')}`,
    `Dir::Cache=${join(home, 'cache')}`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
  ].flatMap((setting) => ['-o', setting]);
  return (args, cwd) => run('apt-get', [...settings, ...args], cwd === undefined ? {} : { cwd });
}

/**
 * Downloads packages of a release and unpacks them, without installing anything, into one folder
 * of the cache; a second call finds them there. Gives the folder that stands for `/`.
 */
export async function unpacked(suite: Suite, packages: readonly string[]): Promise<string> {
  const key = createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 8);
  const folder = join(cacheFolder(), `${suite}-${key}`);
  if (existsSync(folder)) return folder;
  await withLock(`packages-${suite}`, async () => {
    if (existsSync(folder)) return;
    const work = `${folder}.part`;
    await rm(work, { recursive: true, force: true });
    await mkdir(join(work, 'debs'), { recursive: true });
    const apt = await privateApt(suite);
    await apt(['update']);
    await apt(['download', ...packages], join(work, 'debs'));
    for (const deb of await readdir(join(work, 'debs'))) {
      await run('dpkg-deb', ['-x', join(work, 'debs', deb), join(work, 'root')]);
    }
    await rename(join(work, 'root'), folder);
    await rm(work, { recursive: true, force: true });
  });
  return folder;
}

/** Where an unpacked root keeps its shared libraries. */
export function libraryFolder(root: string): string {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return join(root, 'usr/lib', triplet);
}
