/** Containers: the list, one container's details, and everything that is done to it. */
import * as z from 'zod';
import { bytes, call, stream } from './define.ts';
import { Problem } from './errors.ts';
import { ContainerId, HostId, ImageId, JobId } from './ids.ts';

export const ContainerState = z.enum([
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
]);
export type ContainerState = z.infer<typeof ContainerState>;

export const Health = z.enum(['none', 'starting', 'healthy', 'unhealthy']);
export type Health = z.infer<typeof Health>;

export const PortBinding = z.object({
  containerPort: z.number().int(),
  protocol: z.enum(['tcp', 'udp', 'sctp']),
  hostPort: z.number().int().nullable(),
  hostIp: z.string().nullable(),
});
export type PortBinding = z.infer<typeof PortBinding>;

export const ContainerSummary = z.object({
  id: ContainerId,
  /** Without the leading slash. Empty when the engine shows none. */
  name: z.string(),
  /** As the engine lists it: a reference, or an id when the image has no tag any more. */
  image: z.string(),
  /** Null when the engine gives none (an image deleted by force). */
  imageId: ImageId.nullable(),
  command: z.string(),
  createdAtMs: z.number(),
  state: ContainerState,
  health: Health,
  /** Known for exited and dead containers. */
  exitCode: z.number().int().nullable(),
  /** Sorted, without the doubles that engines list for IPv4 and IPv6. */
  ports: z.array(PortBinding),
  networks: z.array(z.string()),
  composeProject: z.string().nullable(),
  labelCount: z.number().int(),
});
export type ContainerSummary = z.infer<typeof ContainerSummary>;

export const MountDetail = z.object({
  kind: z.enum(['bind', 'volume', 'tmpfs', 'other']),
  /** Host path, or the volume's name. */
  source: z.string(),
  target: z.string(),
  readOnly: z.boolean(),
  /** A volume whose name is an id: nothing else will find it once the container is gone. */
  anonymous: z.boolean(),
});
export type MountDetail = z.infer<typeof MountDetail>;

export const ContainerDetail = z.object({
  summary: ContainerSummary,
  entrypoint: z.array(z.string()),
  command: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  labels: z.record(z.string(), z.string()),
  mounts: z.array(MountDetail),
  networks: z.array(
    z.object({
      name: z.string(),
      ipAddress: z.string(),
      macAddress: z.string(),
      aliases: z.array(z.string()),
    }),
  ),
  user: z.string(),
  workingDir: z.string(),
  hostname: z.string(),
  tty: z.boolean(),
  openStdin: z.boolean(),
  autoRemove: z.boolean(),
  privileged: z.boolean(),
  restartPolicy: z.object({ name: z.string(), maximumRetryCount: z.number().int() }),
  restartCount: z.number().int(),
  memoryLimitBytes: z.number(),
  cpuLimit: z.number(),
  startedAtMs: z.number().nullable(),
  finishedAtMs: z.number().nullable(),
  oomKilled: z.boolean(),
  pid: z.number().int(),
  /** What the engine says about a start that failed. */
  /** Why its last start failed, decoded. */
  stateProblem: Problem.nullable(),
  healthLog: z.array(z.object({ atMs: z.number(), exitCode: z.number(), output: z.string() })),
  logDriver: z.string(),
  platform: z.string(),
});
export type ContainerDetail = z.infer<typeof ContainerDetail>;

/** What goes with a container when it is removed. */
export const RemovalLoss = z.object({
  /** Bytes in the writable layer. Null when the engine cannot say. */
  writableBytes: z.number().nullable(),
  /** Removed too when asked: volumes that belong to nothing else. */
  anonymousVolumes: z.array(z.string()),
  /** Named volumes and binds stay. */
  keptVolumes: z.array(z.string()),
  running: z.boolean(),
});
export type RemovalLoss = z.infer<typeof RemovalLoss>;

export const StatsSample = z.object({
  id: ContainerId,
  /** 100 is one whole core. Null until two readings exist. */
  cpuPercent: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  memoryLimitBytes: z.number().nullable(),
  atMs: z.number(),
});
export type StatsSample = z.infer<typeof StatsSample>;

/** Sizes of what can be asked of the engine in one log request. */
export const LogOptions = z.object({
  host: HostId,
  id: ContainerId,
  follow: z.boolean().default(true),
  /** Lines from the end, or everything. */
  tail: z.union([z.number().int().min(0).max(10_000_000), z.literal('all')]).default(1000),
  sinceMs: z.number().optional(),
  untilMs: z.number().optional(),
  timestamps: z.boolean().default(false),
  stdout: z.boolean().default(true),
  stderr: z.boolean().default(true),
});
export type LogOptions = z.infer<typeof LogOptions>;

/**
 * The first event says how the bytes are framed; bytes then come as the engine sent them (see
 * `log-frames.ts`), and marks tell what happened to the container meanwhile.
 */
export const LogEvent = z.union([
  bytes,
  z.object({ kind: z.literal('format'), framing: z.enum(['multiplexed', 'raw']) }),
  z.object({
    kind: z.literal('mark'),
    mark: z.enum(['stopped', 'restarted', 'removed', 'engine-gone', 'engine-back']),
    atMs: z.number(),
  }),
]);
export type LogEvent = z.infer<typeof LogEvent>;

export const PortSpec = z.object({
  containerPort: z.number().int().min(1).max(65_535),
  protocol: z.enum(['tcp', 'udp', 'sctp']).default('tcp'),
  /** Absent: the engine chooses a free one. */
  hostPort: z.number().int().min(1).max(65_535).optional(),
  hostIp: z.string().max(64).optional(),
});
export type PortSpec = z.infer<typeof PortSpec>;

export const MountSpec = z.object({
  kind: z.enum(['bind', 'volume', 'tmpfs']),
  /** Host path or volume name; empty for tmpfs and for a new anonymous volume. */
  source: z.string().max(4096).default(''),
  target: z.string().min(1).max(4096),
  readOnly: z.boolean().default(false),
});
export type MountSpec = z.infer<typeof MountSpec>;

export const RunSpec = z.object({
  image: z.string().min(1).max(4096),
  name: z.string().max(255).optional(),
  /** Absent: the image's own. */
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  env: z.array(z.object({ name: z.string().min(1), value: z.string() })).default([]),
  ports: z.array(PortSpec).default([]),
  mounts: z.array(MountSpec).default([]),
  network: z.string().max(255).optional(),
  restart: z
    .object({
      name: z.enum(['no', 'always', 'unless-stopped', 'on-failure']),
      maximumRetryCount: z.number().int().min(0).default(0),
    })
    .default({ name: 'no', maximumRetryCount: 0 }),
  memoryBytes: z.number().int().min(0).optional(),
  cpus: z.number().min(0).optional(),
  user: z.string().max(255).optional(),
  workingDir: z.string().max(4096).optional(),
  hostname: z.string().max(255).optional(),
  autoRemove: z.boolean().default(false),
  tty: z.boolean().default(false),
  interactive: z.boolean().default(false),
  labels: z.record(z.string(), z.string()).default({}),
  /** `linux/arm64`. Absent: the engine's own. */
  platform: z.string().max(100).optional(),
  pull: z.enum(['missing', 'always', 'never']).default('missing'),
  /** False: create only. */
  start: z.boolean().default(true),
});
export type RunSpec = z.infer<typeof RunSpec>;

/** How a file reaches the person: a one-time address (web shell), a job that writes it, or not at all. */
export const SaveResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('job'), job: JobId }),
  z.object({ kind: z.literal('cancelled') }),
]);
export type SaveResult = z.infer<typeof SaveResult>;

/** One path that differs from the container's image. */
export const FileChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'changed', 'removed']),
  /** Temporary files, caches, shell histories, and folders that changed only by what is in them. */
  noise: z.boolean(),
});
export type FileChange = z.infer<typeof FileChange>;

export const ContainerChanges = z.object({
  /** By path; at most 20,000, what is no noise before what is. */
  changes: z.array(FileChange),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** Beyond the limit: counted, not told. */
  left: z.number().int(),
});
export type ContainerChanges = z.infer<typeof ContainerChanges>;

export const CommitSpec = z.object({
  /** Absent: the image has an id only. */
  reference: z.string().max(4096).optional(),
  author: z.string().max(1000).optional(),
  message: z.string().max(1000).optional(),
  /** Its processes stand still while its files are read. */
  pause: z.boolean().default(true),
  /** Dockerfile instructions: `CMD ["sh"]`. */
  changes: z.array(z.string().max(4096)).max(200).default([]),
});
export type CommitSpec = z.infer<typeof CommitSpec>;

const One = z.object({ host: HostId, id: ContainerId });
const Nothing = z.object({});

/** Signals that the kill dialog offers; others can be typed. */
export const signals = [
  'SIGTERM',
  'SIGKILL',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
] as const;

export const containers = {
  list: call({ input: z.object({ host: HostId }), output: z.array(ContainerSummary) }),
  detail: call({ input: One, output: ContainerDetail }),
  /** The engine's own JSON, for the Inspect tab. Text only: it is never interpreted here. */
  inspect: call({ input: One, output: z.object({ json: z.string() }) }),
  /** Samples of the named containers, about one a second each, while someone looks. */
  stats: stream({
    input: z.object({ host: HostId, ids: z.array(ContainerId).max(200) }),
    event: z.array(StatsSample),
    delivery: 'latest',
  }),
  logs: stream({ input: LogOptions, event: LogEvent }),
  /** The whole log as a file for the person's own disk. */
  downloadLogs: call({
    input: One.extend({ timestamps: z.boolean().default(false) }),
    output: SaveResult,
  }),
  changes: call({ input: One, output: ContainerChanges }),
  /** A file as it is, a folder (or what is no plain file) as a tar: to the person's disk. */
  downloadPath: call({
    input: One.extend({ path: z.string().min(1).max(4096) }),
    output: SaveResult,
  }),
  /** Its files as a new image on top of its own. The job's result holds the reference or the id. */
  commit: call({ input: One.extend({ spec: CommitSpec }), output: z.object({ job: JobId }) }),
  start: call({ input: One, output: Nothing }),
  /** `timeoutSeconds`: how long the process may take before it is killed. */
  stop: call({
    input: One.extend({ timeoutSeconds: z.number().int().min(0).max(3600).default(10) }),
    output: Nothing,
  }),
  restart: call({
    input: One.extend({ timeoutSeconds: z.number().int().min(0).max(3600).default(10) }),
    output: Nothing,
  }),
  pause: call({ input: One, output: Nothing }),
  unpause: call({ input: One, output: Nothing }),
  kill: call({
    input: One.extend({ signal: z.string().regex(/^(SIG)?[A-Z0-9+-]{1,12}$/) }),
    output: Nothing,
  }),
  rename: call({ input: One.extend({ name: z.string().min(1).max(255) }), output: Nothing }),
  removalLoss: call({ input: One, output: RemovalLoss }),
  remove: call({
    input: One.extend({ force: z.boolean().default(false), volumes: z.boolean().default(false) }),
    output: Nothing,
  }),
  /** Starts the job that pulls when needed, creates and starts. Its result holds the container id. */
  run: call({ input: z.object({ host: HostId, spec: RunSpec }), output: z.object({ job: JobId }) }),
};
