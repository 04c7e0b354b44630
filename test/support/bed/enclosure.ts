import { mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Netns } from './network.ts';
import { alive } from './processes.ts';
import { lastLines, run, startDaemon, waitFor } from './run.ts';

/** Folders that every engine on a machine shares, whatever its own settings say. */
const sharedFolders = [
  '/dev/shm',
  '/etc/containers',
  '/run/containerd',
  '/run/containers',
  '/run/docker',
  '/run/libpod',
  '/run/netns',
  '/run/runc',
  '/var/lib/cni',
];

async function keeperOf(folder: string, netns: Netns): Promise<number | undefined> {
  const pid = Number(await readFile(join(folder, 'keeper'), 'utf8').catch(() => ''));
  if (!(pid > 0) || !(await alive(pid))) return undefined;
  // the number may belong to another process by now: ours lives in our network namespace
  const link = await readlink(`/proc/${pid}/ns/net`).catch(() => '');
  return link === `net:[${(await stat(`/run/netns/${netns.name}`)).ino}]` ? pid : undefined;
}

/**
 * A cache for the dynamic linker with further folders. LD_LIBRARY_PATH would not do: Podman's
 * conmon starts the clean-up of an ended container with an environment of its own.
 */
async function libraryCache(folder: string, libraries: readonly string[]): Promise<string> {
  const list = join(folder, 'ld.so.conf');
  const cache = join(folder, 'ld.so.cache');
  await writeFile(list, ['include /etc/ld.so.conf.d/*.conf', ...libraries, ''].join('\n'));
  await run('/sbin/ldconfig', ['-X', '-f', list, '-C', cache]);
  return cache;
}

/**
 * Opens (or finds) the namespaces of one engine: network and mounts, held by a process that
 * sleeps, so that they outlive a daemon that is killed and started again. Programs inside find the
 * shared libraries of `libraries` too. Gives that process's pid.
 */
export async function openEnclosure(
  folder: string,
  { netns, libraries }: { netns: Netns; libraries: readonly string[] },
): Promise<number> {
  const found = await keeperOf(folder, netns);
  if (found !== undefined) return found;
  await mkdir(folder, { recursive: true });
  // a name server that refuses at once: a failed pull takes 0.1 s, not 10 s of time-outs
  await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  const cache = await libraryCache(folder, libraries);
  const ready = join(folder, 'enclosed');
  const script = [
    'set -e',
    `mount --bind ${folder}/resolv.conf /etc/resolv.conf`,
    `mount --bind ${cache} /etc/ld.so.cache`,
    ...sharedFolders.flatMap((path) => [`mkdir -p ${path}`, `mount -t tmpfs tmpfs ${path}`]),
    `echo $$ > ${ready}`,
    'exec sleep infinity',
  ].join('\n');
  const logPath = join(folder, 'log');
  await writeFile(ready, '');
  // not `ip netns exec`: it mounts /sys anew and hides the cgroups
  const pid = startDaemon(
    'nsenter',
    [`--net=/run/netns/${netns.name}`, 'unshare', '-m', 'sh', '-c', script],
    { logPath },
  );
  const isReady = async () => (await readFile(ready, 'utf8')).trim() === String(pid);
  if (
    !(await waitFor(async () => (await isReady()) || !(await alive(pid)), 10_000)) ||
    !(await isReady())
  ) {
    throw new Error(`no namespaces of its own for ${netns.name}:\n${await lastLines(logPath)}`);
  }
  await writeFile(join(folder, 'keeper'), String(pid));
  return pid;
}

/** Starts a daemon inside an enclosure; gives its pid. */
export function startEnclosed(
  keeper: number,
  command: readonly string[],
  options: { logPath: string; env: NodeJS.ProcessEnv },
): number {
  const inside = ['-t', String(keeper), '--mount', '--net', '--wd=/', ...command];
  return startDaemon('nsenter', inside, options);
}
