/** Engines that Longshore can reach, and what is known of each. */
import * as z from 'zod';
import { Stage, Way } from './connecting.ts';
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
  'added', // by a person, in Longshore
  'podman-connection',
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

export const HostState = z.enum([
  'asleep', // not connected, and nobody has asked for it
  'connecting',
  'needs-you', // it waits for an answer, or for a person to mend what stopped it
  'online',
  'degraded', // its login stands, but a question has been open for more than 5 s
  'reconnecting',
  'failed',
]);
export type HostState = z.infer<typeof HostState>;

/** What is asked of it now is answered, sooner or later. */
export const isAnswering = (state: HostState): boolean =>
  state === 'online' || state === 'degraded';

export const Host = z.object({
  id: HostId,
  label: z.string(),
  source: HostSource,
  /** For people: `unix:///var/run/docker.sock`. Never holds a password. */
  address: z.string(),
  /** Index into the eight host colours. */
  colour: z.number().int().min(0).max(7),
  state: HostState,
  /** Reached through a login: it may have a shell, forwards, a bridge. */
  remote: z.boolean(),
  /** Changes are refused until a person has unlocked it by typing its name. */
  production: z.boolean(),
  unlocked: z.boolean(),
  /** The way that was taken; null while there is none. */
  way: Way.nullable(),
  /** The last attempt, or the one that runs. */
  stages: z.array(Stage),
  /** What the engine said last; stays while it is reconnecting. */
  engine: EngineInfo.nullable(),
  /** Why it is not online. */
  problem: Problem.nullable(),
  /** Epoch milliseconds of the last answer; says how old dimmed rows are. */
  lastSeenAtMs: z.number().nullable(),
});
export type Host = z.infer<typeof Host>;

/** No file that a person chose has a line end or the like in its name. */
const Path = z
  .string()
  .min(1)
  .max(4_096)
  .regex(/^[^\u0000-\u001f\u007f]*$/);

/** Files that a way to a host needs and its address does not name. Paths on this machine. */
const ownFiles = {
  /** The key file to log in with. */
  identityFile: Path.optional(),
  /** Folder of `ca.pem`, `cert.pem` and `key.pem`. */
  tlsFolder: Path.optional(),
};

/** What a person gives to add a host, or to change it. Without new files a kept address keeps its own. */
export const HostEntry = z.object({
  label: z.string().trim().min(1).max(100),
  /** `user@host`, `ssh://user@host:port/path`, an alias of the ssh configuration. */
  address: z.string().trim().min(1).max(1_000),
  colour: z.number().int().min(0).max(7).optional(),
  production: z.boolean().default(false),
  ...ownFiles,
});
export type HostEntry = z.infer<typeof HostEntry>;

/** A host that the person's own files name. Nothing was asked over the network. */
export const HostSuggestion = z.object({
  source: z.enum(['ssh-config', 'docker-context', 'podman-connection', 'docker-machine']),
  name: z.string(),
  /** What goes into the entry's address. */
  address: z.string(),
  /** Where it stands, for people: `~/.ssh/config:12`. */
  place: z.string(),
  ...ownFiles,
});
export type HostSuggestion = z.infer<typeof HostSuggestion>;

/** What one look at a host tells. Null: it could not be found out there. */
export const HostFacts = z.object({
  /** `Raspberry Pi OS 12`, as the system calls itself. */
  system: z.string().nullable(),
  /** `Raspberry Pi 4 Model B Rev 1.4` */
  model: z.string().nullable(),
  /** As the kernel tells it: `aarch64`. */
  architecture: z.string().nullable(),
  kernel: z.string().nullable(),
  uptimeSeconds: z.number().nullable(),
  /** Over 1, 5 and 15 minutes. */
  load: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  cpuCount: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  memoryAvailableBytes: z.number().nullable(),
  /** Of the file system that holds the engine's data. */
  dataBytes: z.number().nullable(),
  dataFreeBytes: z.number().nullable(),
  /** Another one after each start of the machine. */
  bootId: z.string().nullable(),
  atMs: z.number(),
});
export type HostFacts = z.infer<typeof HostFacts>;

/** Shells and programs on the login to a host, all of Longshore's together. */
export const HostSessions = z.object({
  used: z.number().int(),
  /** What its server opens at most; null until it has refused one. */
  limit: z.number().int().nullable(),
});
export type HostSessions = z.infer<typeof HostSessions>;

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
  /** Keeps the host and connects to it. `name-in-use` when the label is taken. */
  add: call({ input: HostEntry, output: z.object({ host: HostId }) }),
  /** Only hosts that were added. A changed address connects anew. */
  change: call({ input: z.object({ host: HostId, entry: HostEntry }), output: z.object({}) }),
  /**
   * Forgets how to reach it, and the secrets that were kept for it alone; what runs over its login
   * ends. The host itself is not touched.
   */
  remove: call({ input: z.object({ host: HostId }), output: z.object({}) }),
  suggestions: call({ input: z.object({}), output: z.array(HostSuggestion) }),
  /** Ends the login until somebody asks for the host again. */
  disconnect: call({ input: z.object({ host: HostId }), output: z.object({}) }),
  /** `name` must be the host's label. Locked again by `lock` or the end of the app. */
  unlock: call({ input: z.object({ host: HostId, name: z.string() }), output: z.object({}) }),
  lock: call({ input: z.object({ host: HostId }), output: z.object({}) }),
  /** Takes the changed key whose fingerprint a person has compared; then connects. */
  acceptChangedKey: call({
    input: z.object({ host: HostId, fingerprint: z.string().max(200) }),
    output: z.object({}),
  }),
  /** The network has changed, or the machine woke: who waits for a turn tries now. */
  networkChanged: call({ input: z.object({}), output: z.object({}) }),
  /** A look now and again every 30 s, only while somebody watches. `not-supported` without a login. */
  facts: stream({
    input: z.object({ host: HostId }),
    event: HostFacts,
    delivery: 'latest',
  }),
  /** Again when a session was opened or has ended; null while there is no login. */
  sessions: stream({
    input: z.object({ host: HostId }),
    event: HostSessions.nullable(),
    delivery: 'latest',
  }),
  /** The `DOCKER_HOST` for the command line, over the login that is there. */
  bridge: call({ input: z.object({ host: HostId }), output: z.object({ dockerHost: z.string() }) }),
  /** Commands that go through it end. `not-found` when it is closed. */
  closeBridge: call({ input: z.object({ host: HostId }), output: z.object({}) }),
  installPlan: call({ input: z.object({}), output: InstallPlan }),
  /** Starts the job that installs and starts the distribution's engine. */
  installEngine: call({ input: z.object({}), output: z.object({ job: JobId }) }),
};
