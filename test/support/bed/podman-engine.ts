import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DaemonPlace } from './docker-engine.ts';
import { openEnclosure, startEnclosed } from './enclosure.ts';
import { type EngineKind, runtimePackages } from './engine-kinds.ts';
import { libraryFolder, unpacked } from './packages.ts';
import { insecureRegistries, registryAddress } from './registry-address.ts';
import { run } from './run.ts';

interface Roots {
  readonly podman: string;
  readonly runtime: string;
}

/** Podman's own settings, as files of containers-common: nothing of the machine's is read. */
async function writeSettings(
  folder: string,
  { podman, runtime }: Roots,
): Promise<NodeJS.ProcessEnv> {
  const storage = `[storage]
driver = "overlay"
graphroot = "${folder}/data"
runroot = "${folder}/exec"
`;
  // nofile and nproc: above the limits of a machine without CAP_SYS_RESOURCE no container starts
  const containers = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
log_driver = "k8s-file"
cgroupns = "host"
init_path = "${runtime}/usr/bin/tini-static"
seccomp_profile = "${podman}/usr/share/containers/seccomp.json"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
static_dir = "${folder}/data/libpod"
tmp_dir = "${folder}/exec/libpod"
volume_path = "${folder}/data/volumes"
conmon_path = ["${podman}/usr/bin/conmon"]
helper_binaries_dir = ["${podman}/usr/lib/podman"]
infra_image = "longshore/noshell:1"
[engine.runtimes]
runc = ["${runtime}/usr/sbin/runc"]
[network]
network_backend = "netavark"
network_config_dir = "${folder}/data/networks"
`;
  const insecure = (await insecureRegistries())
    .map((location) => `[[registry]]\nlocation = "${location}"\ninsecure = true\n`)
    .join('');
  const registries = `unqualified-search-registries = ["docker.io"]
short-name-mode = "permissive"
${insecure}[[registry]]
location = "docker.io"
[[registry.mirror]]
location = "${await registryAddress('plain')}"
insecure = true
`;
  const config = join(folder, 'config');
  await mkdir(join(config, '.config/containers'), { recursive: true });
  await writeFile(join(config, 'storage.conf'), storage);
  await writeFile(join(config, 'containers.conf'), containers);
  await writeFile(join(config, 'registries.conf'), registries);
  await writeFile(
    join(config, '.config/containers/policy.json'),
    JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }),
  );
  return {
    CONTAINERS_STORAGE_CONF: join(config, 'storage.conf'),
    CONTAINERS_CONF: join(config, 'containers.conf'),
    CONTAINERS_REGISTRIES_CONF: join(config, 'registries.conf'),
    XDG_CONFIG_HOME: config,
    HOME: config,
  };
}

/** Starts Podman's API service in its own network and mount namespace. Gives its pid. */
export async function startPodman(kind: EngineKind, place: DaemonPlace): Promise<number> {
  const { folder, netns, socket } = place;
  const podman = await unpacked(kind.suite, kind.packages);
  const runtime = await unpacked('bookworm', runtimePackages);
  const settings = await writeSettings(folder, { podman, runtime });
  const path = [
    join(podman, 'usr/bin'),
    join(runtime, 'usr/sbin'),
    '/usr/sbin:/usr/bin:/sbin:/bin',
  ];
  const libraries = [libraryFolder(podman), libraryFolder(runtime)];
  const keeper = await openEnclosure(folder, { netns, libraries });
  // a commit reads the policy of the machine only, whatever the home says
  const policy = join(folder, 'config/.config/containers/policy.json');
  await run('nsenter', ['-t', String(keeper), '--mount', 'cp', policy, '/etc/containers/']);
  const pid = startEnclosed(
    keeper,
    ['podman', 'system', 'service', '--time', '0', `unix://${socket}`],
    {
      logPath: join(folder, 'log'),
      env: {
        ...process.env,
        ...settings,
        PATH: path.join(':'),
      },
    },
  );
  await writeFile(join(folder, 'pid'), String(pid));
  return pid;
}
