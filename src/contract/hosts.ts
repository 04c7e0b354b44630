/** Engines that Longshore can reach, and what is known of each. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { Problem } from './errors.ts';
import { HostId, JobId } from './ids.ts';

/** Where the way to this engine was found. */
export const HostSource = z.enum([
  'docker-host', // the DOCKER_HOST variable
  'docker-context',
  'docker-socket', // /var/run/docker.sock or the Windows pipe
  'docker-rootless',
  'docker-desktop',
  'podman-rootful',
  'podman-rootless',
  'colima',
  'orbstack',
  'rancher-desktop',
]);
export type HostSource = z.infer<typeof HostSource>;

export const EngineInfo = z.object({
  product: z.enum(['docker', 'podman', 'other']),
  version: z.string(),
  /** The newest API that the engine speaks, the oldest that it still takes, and the one in use. */
  apiVersion: z.string(),
  minApiVersion: z.string(),
  negotiatedApiVersion: z.string(),
  os: z.string(),
  architecture: z.string(),
  /** The distribution's name as the engine tells it. */
  operatingSystem: z.string(),
  kernelVersion: z.string(),
  machineName: z.string(),
  cpuCount: z.number(),
  memoryBytes: z.number(),
  storageDriver: z.string(),
  rootless: z.boolean(),
});
export type EngineInfo = z.infer<typeof EngineInfo>;

export const HostState = z.enum(['connecting', 'online', 'reconnecting', 'failed']);
export type HostState = z.infer<typeof HostState>;

export const Host = z.object({
  id: HostId,
  label: z.string(),
  source: HostSource,
  /** For people: `unix:///var/run/docker.sock`. Never holds a password. */
  address: z.string(),
  /** Index into the eight host colours. */
  colour: z.number().int().min(0).max(7),
  state: HostState,
  /** What the engine said last; stays while it is reconnecting. */
  engine: EngineInfo.nullable(),
  /** Why it is not online. */
  problem: Problem.nullable(),
  /** Epoch milliseconds of the last answer; says how old dimmed rows are. */
  lastSeenAtMs: z.number().nullable(),
});
export type Host = z.infer<typeof Host>;

export const InstallPlan = z.object({
  /** True where `installEngine` can do it itself: Debian or Ubuntu, as root or with sudo. */
  automatic: z.boolean(),
  /** What is found on this machine: `Debian GNU/Linux 12`. */
  system: z.string(),
  /** Why it is not automatic, for the reader. */
  reason: z.enum(['none', 'not-debian', 'no-rights', 'not-linux']),
  /** For each kind of system, the exact commands. `here` marks the one that fits this machine. */
  commands: z.array(
    z.object({
      system: z.enum(['debian', 'fedora', 'arch', 'macos', 'windows']),
      lines: z.array(z.string()),
      here: z.boolean(),
    }),
  ),
});
export type InstallPlan = z.infer<typeof InstallPlan>;

export const hosts = {
  /** All hosts, again after each change. The first event is what is known now. */
  watch: stream({ input: z.object({}), event: z.array(Host), delivery: 'latest' }),
  /** Looks for engines again and pings each. */
  rescan: call({ input: z.object({}), output: z.array(Host) }),
  /** Tries this host now instead of at its next turn. */
  reconnect: call({ input: z.object({ host: HostId }), output: z.object({}) }),
  installPlan: call({ input: z.object({}), output: InstallPlan }),
  /** Starts the job that installs and starts the distribution's engine. */
  installEngine: call({ input: z.object({}), output: z.object({ job: JobId }) }),
};
