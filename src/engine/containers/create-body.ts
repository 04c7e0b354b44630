/** The body of `POST /containers/create` from what a person filled in. Pure. */
import type { MountSpec, PortSpec, RunSpec } from '../../contract/containers.ts';

export interface CreateBody {
  readonly Image: string;
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Env: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Hostname?: string;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Labels: Readonly<Record<string, string>>;
  readonly ExposedPorts: Readonly<Record<string, object>>;
  readonly HostConfig: HostConfigBody;
}

export interface HostConfigBody {
  readonly PortBindings: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>>;
  readonly Mounts: readonly object[];
  readonly Tmpfs: Readonly<Record<string, string>>;
  readonly NetworkMode?: string;
  readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  readonly Memory?: number;
  readonly NanoCpus?: number;
  readonly AutoRemove: boolean;
}

const portKey = (port: PortSpec): string => `${port.containerPort}/${port.protocol}`;

function bindingsOf(ports: readonly PortSpec[]): HostConfigBody['PortBindings'] {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports) {
    const list = bindings[portKey(port)] ?? [];
    bindings[portKey(port)] = list;
    // An empty port lets the engine choose a free one.
    list.push({
      HostIp: port.hostIp ?? '',
      HostPort: port.hostPort === undefined ? '' : String(port.hostPort),
    });
  }
  return bindings;
}

/**
 * Mounts rather than Binds: with Binds the engine silently makes a missing host folder, owned by root;
 * a mount is refused with `bind-source-missing`, which the screen can word.
 */
function mountsOf(mounts: readonly MountSpec[]): object[] {
  return mounts
    .filter((mount) => mount.kind !== 'tmpfs')
    .map((mount) => ({
      Type: mount.kind,
      ...(mount.source === '' ? {} : { Source: mount.source }),
      Target: mount.target,
      ReadOnly: mount.readOnly,
    }));
}

/** Memory in `/tmp`-like folders goes by Tmpfs: as a mount it cannot be told to be read-only on 20.10. */
function tmpfsOf(mounts: readonly MountSpec[]): Record<string, string> {
  const found = mounts.filter((mount) => mount.kind === 'tmpfs');
  return Object.fromEntries(found.map((mount) => [mount.target, mount.readOnly ? 'ro' : '']));
}

export function createBody(spec: RunSpec): CreateBody {
  const given = {
    ...(spec.command === undefined ? {} : { Cmd: spec.command }),
    ...(spec.entrypoint === undefined ? {} : { Entrypoint: spec.entrypoint }),
    ...(spec.user === undefined ? {} : { User: spec.user }),
    ...(spec.workingDir === undefined ? {} : { WorkingDir: spec.workingDir }),
    ...(spec.hostname === undefined ? {} : { Hostname: spec.hostname }),
  };
  const retries = spec.restart.name === 'on-failure' ? spec.restart.maximumRetryCount : 0;
  return {
    Image: spec.image,
    ...given,
    Env: spec.env.map(({ name, value }) => `${name}=${value}`),
    Tty: spec.tty,
    OpenStdin: spec.interactive,
    // As `docker run -d -i` has it: the program's input stays open when a terminal detaches.
    StdinOnce: false,
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    Labels: spec.labels,
    ExposedPorts: Object.fromEntries(spec.ports.map((port) => [portKey(port), {}])),
    HostConfig: {
      PortBindings: bindingsOf(spec.ports),
      Mounts: mountsOf(spec.mounts),
      Tmpfs: tmpfsOf(spec.mounts),
      ...(spec.network === undefined ? {} : { NetworkMode: spec.network }),
      RestartPolicy: { Name: spec.restart.name, MaximumRetryCount: retries },
      ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes }),
      ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
      AutoRemove: spec.autoRemove,
    },
  };
}
