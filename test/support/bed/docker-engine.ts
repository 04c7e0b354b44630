import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEnclosure, startEnclosed } from './enclosure.ts';
import { type EngineKind, runtimePackages } from './engine-kinds.ts';
import type { Netns } from './network.ts';
import { libraryFolder, unpacked } from './packages.ts';
import { insecureRegistries, registryAddress } from './registry-address.ts';

/** Where an engine lives. */
export interface DaemonPlace {
  readonly folder: string;
  readonly socket: string;
  readonly netns: Netns;
}

/**
 * Where the machine lacks CAP_SYS_RESOURCE, runc 1.1 under Docker 20.10 refuses `--privileged`
 * and `--cap-add ALL`; this runtime takes the capability out of the bundle first. Docker 26 and
 * later do so by themselves.
 */
const runcWithoutResource = (runc: string) => `#!/bin/sh
previous=
for word in "$@"; do
  case $previous in
    --bundle) file=$word/config.json ;;
    --process) file=$word ;;
    *) file= ;;
  esac
  [ -n "$file" ] && [ -f "$file" ] &&
    sed -i -e 's/"CAP_SYS_RESOURCE",//g' -e 's/,"CAP_SYS_RESOURCE"//g' "$file"
  previous=$word
done
exec ${runc} "$@"
`;

async function lacksSysResource(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8');
  const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0';
  return (BigInt(`0x${bounding}`) & (1n << 24n)) === 0n;
}

async function writeProgram(path: string, text: string | Buffer): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

/** The daemon's programs that no package of its own release may provide. Gives their folder. */
async function writePrograms(folder: string, runtime: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const runc = join(runtime, 'usr/sbin/runc');
  const plain = `#!/bin/sh\nexec ${runc} "$@"\n`;
  await writeProgram(
    join(bin, 'runc'),
    (await lacksSysResource()) ? runcWithoutResource(runc) : plain,
  );
  const init = join(runtime, 'usr/bin/tini-static');
  await writeProgram(join(bin, 'docker-init'), await readFile(init));
  return bin;
}

/** Lines of `arguments` in the engine's folder: what a test wants of its private engine. */
async function ownArguments(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'arguments'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

/** Starts a dockerd in its own network and mount namespace. Gives its pid. */
export async function startDocker(kind: EngineKind, place: DaemonPlace): Promise<number> {
  const { folder, netns, socket } = place;
  const root = await unpacked(kind.suite, kind.packages);
  const runtime = await unpacked('bookworm', runtimePackages);
  await mkdir(folder, { recursive: true });
  const bin = await writePrograms(folder, runtime);
  const settings = {
    'shutdown-timeout': 2, // fixtures ignore SIGTERM; stopping the bed should not wait for them
    'cgroup-parent': `/${netns.name}`,
    'registry-mirrors': [`http://${await registryAddress('plain')}`],
    'insecure-registries': await insecureRegistries(),
  };
  await writeFile(join(folder, 'daemon.json'), JSON.stringify(settings));
  const path = [
    bin,
    join(root, 'usr/sbin'),
    join(root, 'usr/bin'),
    '/usr/sbin:/usr/bin:/sbin:/bin',
  ];
  const command = [
    'dockerd',
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['-H', `unix://${socket}`, '--pidfile', join(folder, 'pid')],
    ...['--config-file', join(folder, 'daemon.json')],
    ...(await ownArguments(folder)),
  ];
  const keeper = await openEnclosure(folder, { netns, libraries: [libraryFolder(runtime)] });
  return startEnclosed(keeper, command, {
    logPath: join(folder, 'log'),
    env: { ...process.env, PATH: path.join(':') },
  });
}
