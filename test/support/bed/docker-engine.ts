import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EngineKind, runtimePackages } from './engine-kinds.ts';
import type { Netns } from './network.ts';
import { unpacked } from './packages.ts';
import { startDaemon } from './run.ts';

export interface DaemonPlace {
  readonly folder: string;
  readonly socket: string;
  readonly netns: Netns;
  /** `address:port` of the bed's registries that speak plain HTTP; the first mirrors the Hub. */
  readonly plainRegistries: readonly string[];
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

async function daemonJson(place: DaemonPlace, wrapper: string | undefined): Promise<string> {
  const first = place.plainRegistries[0];
  return JSON.stringify({
    'shutdown-timeout': 2, // fixtures ignore SIGTERM; stopping the bed should not wait for them
    'cgroup-parent': `/${place.netns.name}`,
    ...(first === undefined ? {} : { 'registry-mirrors': [`http://${first}`] }),
    'insecure-registries': place.plainRegistries,
    ...(wrapper === undefined
      ? {}
      : { runtimes: { bed: { path: wrapper } }, 'default-runtime': 'bed' }),
  });
}

/** Starts a dockerd in its own network and mount namespace. Gives its pid. */
export async function startDocker(kind: EngineKind, place: DaemonPlace): Promise<number> {
  const { folder, netns, socket } = place;
  const root = await unpacked(kind.suite, kind.packages);
  const runtime = await unpacked('bookworm', runtimePackages);
  await mkdir(folder, { recursive: true });
  // newer packages bring a runc that wants a newer C library: only ours may be found
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const runc = join(bin, 'runc');
  const realRunc = join(runtime, 'usr/sbin/runc');
  await writeFile(runc, `#!/bin/sh\nexec ${realRunc} "$@"\n`);
  await chmod(runc, 0o755);
  let wrapper: string | undefined;
  if (kind.suite === 'bookworm' && (await lacksSysResource())) {
    wrapper = join(bin, 'runc-bed');
    await writeFile(wrapper, runcWithoutResource(realRunc));
    await chmod(wrapper, 0o755);
  }
  const config = join(folder, 'daemon.json');
  if (!existsSync(config)) await writeFile(config, await daemonJson(place, wrapper));
  // a name server that refuses at once: a failed pull takes 0.1 s, not 10 s of time-outs
  await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  const dockerd = [
    `dockerd --data-root ${folder}/data --exec-root ${folder}/exec`,
    `-H unix://${socket} --pidfile ${folder}/pid --config-file ${config}`,
  ].join(' ');
  // /run/docker and /run/containerd are shared by all dockerds whatever --exec-root says
  const script = [
    'set -e',
    'mkdir -p /run/docker /run/containerd',
    'mount -t tmpfs tmpfs /run/docker',
    'mount -t tmpfs tmpfs /run/containerd',
    `mount --bind ${folder}/resolv.conf /etc/resolv.conf`,
    `exec ${dockerd}`,
  ].join('\n');
  const path = [
    bin,
    join(root, 'usr/sbin'),
    join(root, 'usr/bin'),
    join(root, 'usr/libexec/docker'),
    '/usr/sbin:/usr/bin:/sbin:/bin',
  ].join(':');
  const libraries = join(runtime, 'usr/lib', process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu');
  // not `ip netns exec`: it mounts /sys anew and hides the cgroups
  return startDaemon(
    'nsenter',
    [`--net=/run/netns/${netns.name}`, 'unshare', '-m', 'sh', '-c', script],
    { logPath: join(folder, 'log'), env: { ...process.env, PATH: path, LD_LIBRARY_PATH: libraries } },
  );
}
