import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alive } from '../bed/processes.ts';
import { lastLines, startDaemon, waitFor } from '../bed/run.ts';

export interface HostPlace {
  readonly folder: string;
  readonly netns: string;
  /** Laid over `/usr`, the first on top. */
  readonly usr: readonly string[];
  /** Folder of the engine whose `docker.sock` stands at `/var/run/docker.sock`. */
  readonly engineFolder: string | undefined;
  /** Programs that this host lacks: full paths. */
  readonly lacks: readonly string[];
}

/**
 * Namespaces of a host: its own mounts over the machine's root, in a network of its own, held by a
 * process that sleeps. Gives that process's pid.
 */
export async function openHost(place: HostPlace): Promise<number> {
  const { folder, netns, usr, engineFolder, lacks } = place;
  const ready = join(folder, 'enclosed');
  const script = [
    'set -e',
    `mount -t overlay overlay -o lowerdir=${[...usr, '/usr'].join(':')} /usr`,
    'mount -t tmpfs -o mode=755 tmpfs /usr/local', // no programs of the machine's own
    'mount -t tmpfs -o mode=755 tmpfs /run',
    'mkdir -p /run/sshd /run/user /run/lock',
    ...(engineFolder === undefined
      ? []
      : [
          'mkdir -p /run/engine',
          `mount --bind ${engineFolder} /run/engine`,
          'ln -s /run/engine/docker.sock /run/docker.sock',
        ]),
    ...lacks.map((path) => `[ ! -e ${path} ] || mount --bind /dev/null ${path}`),
    `mount --bind ${folder}/etc /etc`,
    `echo $$ > ${ready}`,
    `mount --bind ${folder}/home /home`, // last: the checkout may lie in it
    'exec sleep infinity',
  ].join('\n');
  await mkdir(folder, { recursive: true });
  await writeFile(ready, '');
  const logPath = join(folder, 'log');
  const command = [`--net=/run/netns/${netns}`, 'unshare', '-m', 'sh', '-c', script];
  const pid = startDaemon('nsenter', command, { logPath });
  const isReady = async () => (await readFile(ready, 'utf8')).trim() === String(pid);
  const settled = async () => (await isReady()) || !(await alive(pid));
  if (!(await waitFor(settled, 10_000)) || !(await isReady())) {
    throw new Error(`no namespaces for the host ${netns}:\n${await lastLines(logPath)}`);
  }
  return pid;
}
