/** One container in full, what goes with it, and the engine's own JSON. */
import type {
  ContainerDetail,
  ContainerSummary,
  MountDetail,
  RemovalLoss,
} from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import type { Problem } from '../../contract/errors.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { Engine, EngineProduct, EngineRequest } from '../docker/engine.ts';
import { decodeRefusal } from '../docker/errors.ts';
import { segment } from '../docker/path.ts';
import { envPairs, imageIdOf, momentMs } from '../docker/shapes.ts';
import { isAnonymousVolume } from '../volumes/anonymous.ts';
import { ContainerInspect } from './inspect-shape.ts';
import { composeProjectOf, listTimeoutMs } from './list.ts';
import { portsOfInspect } from './ports.ts';
import { healthWord, stateOf } from './status.ts';

/** Reading the size of a writable layer walks its files: minutes on a slow card with a large one. */
const sizeTimeoutMs = 120_000;
/** Docker's default period of the CPU quota, in microseconds. */
const defaultCpuPeriod = 100_000;

function request(id: string, options: CallOptions): EngineRequest {
  return {
    path: `/containers/${segment(id)}/json`,
    signal: options.signal,
    timeoutMs: listTimeoutMs,
    about: { operation: 'container-inspect', id },
  };
}

function mountsOf(inspect: ContainerInspect): MountDetail[] {
  const mounts = inspect.Mounts.map((mount): MountDetail => {
    const kind =
      mount.Type === 'bind' || mount.Type === 'volume' || mount.Type === 'tmpfs'
        ? mount.Type
        : 'other';
    return {
      kind,
      source: kind === 'volume' ? mount.Name : mount.Source,
      target: mount.Destination,
      readOnly: !mount.RW,
      anonymous: kind === 'volume' && isAnonymousVolume(mount.Name),
    };
  });
  // `--tmpfs` is not among the mounts.
  const known = new Set(mounts.map((mount) => mount.target));
  for (const [target, options] of Object.entries(inspect.HostConfig.Tmpfs)) {
    if (known.has(target)) continue;
    const readOnly = options.split(',').includes('ro');
    mounts.push({ kind: 'tmpfs', source: '', target, readOnly, anonymous: false });
  }
  return mounts;
}

/** Podman repeats a program without arguments as its own argument. */
function commandOf({ Path, Args }: ContainerInspect, product: EngineProduct): string {
  const repeated = product === 'podman' && Args.length === 1 && Args[0] === Path;
  return [Path, ...(repeated ? [] : Args)].join(' ').trim();
}

export function summaryOfInspect(
  inspect: ContainerInspect,
  product: EngineProduct,
): ContainerSummary {
  const state = stateOf(inspect.State.Status);
  const ended = state === 'exited' || state === 'dead';
  return {
    id: inspect.Id,
    name: inspect.Name.replace(/^\//, ''),
    image: inspect.Config.Image === '' ? inspect.Image : inspect.Config.Image,
    imageId: imageIdOf(inspect.Image),
    command: commandOf(inspect, product),
    createdAtMs: momentMs(inspect.Created) ?? 0,
    state,
    health: healthWord(inspect.State.Health?.Status),
    exitCode: ended ? inspect.State.ExitCode : null,
    ports: portsOfInspect(inspect.NetworkSettings.Ports),
    networks: Object.keys(inspect.NetworkSettings.Networks).sort(),
    composeProject: composeProjectOf(inspect.Config.Labels),
    labelCount: Object.keys(inspect.Config.Labels).length,
  };
}

/** Whole cores, from either of the two ways to limit them. 0: no limit. */
function cpuLimitOf({ NanoCpus, CpuQuota, CpuPeriod }: ContainerInspect['HostConfig']): number {
  if (NanoCpus > 0) return NanoCpus / 1e9;
  return CpuQuota > 0 ? CpuQuota / (CpuPeriod > 0 ? CpuPeriod : defaultCpuPeriod) : 0;
}

export function detailOfInspect(
  inspect: ContainerInspect,
  product: EngineProduct,
): ContainerDetail {
  const { Config, HostConfig, State } = inspect;
  return {
    summary: summaryOfInspect(inspect, product),
    entrypoint: Config.Entrypoint,
    command: Config.Cmd,
    env: envPairs(Config.Env),
    labels: Config.Labels,
    mounts: mountsOf(inspect),
    networks: Object.entries(inspect.NetworkSettings.Networks).map(([name, network]) => ({
      name,
      ipAddress: network.IPAddress === '' ? network.GlobalIPv6Address : network.IPAddress,
      macAddress: network.MacAddress,
      aliases: network.Aliases,
    })),
    user: Config.User,
    workingDir: Config.WorkingDir,
    hostname: Config.Hostname,
    tty: Config.Tty,
    openStdin: Config.OpenStdin,
    autoRemove: HostConfig.AutoRemove,
    privileged: HostConfig.Privileged,
    restartPolicy: {
      name: HostConfig.RestartPolicy.Name === '' ? 'no' : HostConfig.RestartPolicy.Name,
      maximumRetryCount: HostConfig.RestartPolicy.MaximumRetryCount,
    },
    restartCount: inspect.RestartCount,
    memoryLimitBytes: HostConfig.Memory,
    cpuLimit: cpuLimitOf(HostConfig),
    startedAtMs: momentMs(State.StartedAt),
    finishedAtMs: momentMs(State.FinishedAt),
    oomKilled: State.OOMKilled,
    pid: State.Pid,
    stateProblem: startProblem(inspect.Id, State.Error),
    healthLog: (State.Health?.Log ?? []).map((entry) => ({
      atMs: momentMs(entry.End) ?? momentMs(entry.Start) ?? 0,
      exitCode: entry.ExitCode,
      output: entry.Output,
    })),
    logDriver: HostConfig.LogConfig.Type,
    platform: inspect.Platform,
  };
}

/** What kept it from starting, as the engine remembers it; null when nothing did. */
function startProblem(id: string, text: string): Problem | null {
  if (text === '') return null;
  return decodeRefusal({ status: 0, text, about: { operation: 'container-start', id } }).problem;
}

/** The parsed inspect, for this layer's own use. */
export function inspectContainer(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<ContainerInspect> {
  return engine.json(ContainerInspect, request(id, options));
}

/** Throws `not-found`. */
export async function containerDetail(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<ContainerDetail> {
  return detailOfInspect(await inspectContainer(engine, id, options), engine.product);
}

/** The engine's JSON as it came. Throws `not-found`. */
export function containerJson(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<string> {
  return engine.text(request(id, options));
}

/** What would be lost with this container. Throws `not-found`. */
export async function removalLoss(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<RemovalLoss> {
  const inspect = await engine.json(ContainerInspect, {
    ...request(id, options),
    query: { size: true },
    timeoutMs: sizeTimeoutMs,
  });
  const mounts = mountsOf(inspect).filter(
    (mount) => mount.kind === 'volume' || mount.kind === 'bind',
  );
  const state = stateOf(inspect.State.Status);
  return {
    writableBytes: inspect.SizeRw ?? null,
    anonymousVolumes: mounts.filter((mount) => mount.anonymous).map((mount) => mount.source),
    keptVolumes: mounts.filter((mount) => !mount.anonymous).map((mount) => mount.source),
    running: state === 'running' || state === 'paused' || state === 'restarting',
  };
}
