import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { loadFixtures } from '../images/load-fixtures.ts';
import { type DaemonPlace, startDocker } from './docker-engine.ts';
import { type EngineName, engineKinds } from './engine-kinds.ts';
import { addNetns, type Netns, netnsExists, removeNetns } from './network.ts';
import { bedFolder, engineFolder } from './paths.ts';
import { startPodman } from './podman-engine.ts';
import { alive, end, pidsInNetns, pidsWith, signal } from './processes.ts';
import { lastLines, waitFor } from './run.ts';

/** What `state.json` in an engine's folder says of it. */
interface EngineState {
  readonly version: EngineName;
  readonly netns: Netns;
}

/** A running engine of the bed and what a test may do to it. */
export interface Engine {
  readonly name: string;
  readonly version: EngineName;
  readonly flavour: 'docker' | 'podman';
  readonly socket: string;
  /** As `DOCKER_HOST` wants it. */
  readonly dockerHost: string;
  /** Where a port published on 0.0.0.0 answers, seen from this machine. */
  readonly address: string;
  /** This machine, seen from the engine. */
  readonly gateway: string;
  readonly logPath: string;
  /** Its settings, data and socket. */
  readonly folder: string;
  /** Name of its network namespace. */
  readonly netns: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL: what a crash looks like. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Stops it and removes every trace. */
  remove(): Promise<void>;
}

/** An engine's own containerd and shims end with it; this many ms to stop by itself. */
const stopGraceMs = 20_000;
const startLimitMs = 60_000;

function ping(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath: socket, path: '/_ping', timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });
}

async function readState(name: string): Promise<EngineState | undefined> {
  const text = await readFile(join(engineFolder(name), 'state.json'), 'utf8').catch(
    () => undefined,
  );
  return text === undefined ? undefined : (JSON.parse(text) as EngineState);
}

async function readPid(name: string): Promise<number | undefined> {
  const text = await readFile(join(engineFolder(name), 'pid'), 'utf8').catch(() => '');
  const pid = Number(text.trim());
  return pid > 0 && (await alive(pid)) ? pid : undefined;
}

/**
 * Docker takes a containerd that died with its daemon for a running one while nobody has reaped
 * it, and waits for it in vain.
 */
async function forgetDeadContainerd(folder: string): Promise<void> {
  const file = join(folder, 'exec/containerd/containerd.pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (pid > 0 && !(await alive(pid))) await rm(file, { force: true });
}

async function startDaemonOf(name: string, state: EngineState) {
  const folder = engineFolder(name);
  const socket = join(folder, 'docker.sock');
  if ((await readPid(name)) !== undefined && (await ping(socket))) return;
  const kind = engineKinds[state.version];
  const place: DaemonPlace = { folder, socket, netns: state.netns };
  await rm(join(folder, 'pid'), { force: true });
  await forgetDeadContainerd(folder);
  const pid = await (kind.flavour === 'podman' ? startPodman : startDocker)(kind, place);
  const up = await waitFor(async () => (await ping(socket)) || !(await alive(pid)), startLimitMs);
  if (!up || !(await ping(socket))) {
    throw new Error(`${name} did not start:\n${await lastLines(join(folder, 'log'))}`);
  }
}

/** Ends whatever an engine left: shims and containers whose daemon is gone. */
async function endLeftovers(name: string, state: EngineState): Promise<void> {
  const folder = `${engineFolder(name)}/`;
  const left = new Set([
    ...(await pidsWith(folder)),
    ...(await pidsInNetns(state.netns.name)),
    ...(await pidsInCgroup(state.netns.name)),
  ]);
  for (const pid of left) signal(pid, 'SIGKILL');
  await waitFor(async () => {
    for (const pid of left) if (await alive(pid)) return false;
    return true;
  }, 10_000);
}

async function cgroupFolders(parent: string): Promise<string[]> {
  const top = '/sys/fs/cgroup';
  const controllers = await readdir(top).catch(() => []);
  return [top, ...controllers.map((entry) => join(top, entry))]
    .map((entry) => join(entry, parent))
    .filter((entry) => existsSync(entry));
}

async function pidsInCgroup(parent: string): Promise<number[]> {
  const found: number[] = [];
  for (const folder of await cgroupFolders(parent)) {
    for (const entry of await readdir(folder, { recursive: true })) {
      if (!entry.endsWith('cgroup.procs')) continue;
      const text = await readFile(join(folder, entry), 'utf8').catch(() => '');
      found.push(...text.split('\n').filter(Boolean).map(Number));
    }
  }
  return found;
}

async function removeCgroups(parent: string): Promise<void> {
  for (const folder of await cgroupFolders(parent)) {
    const inner = await readdir(folder, { recursive: true, withFileTypes: true });
    const folders = inner.filter((e) => e.isDirectory()).map((e) => join(e.parentPath, e.name));
    for (const entry of folders.sort().reverse()) await rmdir(entry).catch(() => {});
    await rmdir(folder).catch(() => {});
  }
}

async function stopDaemon(name: string): Promise<void> {
  const pid = await readPid(name);
  if (pid !== undefined) await end(pid, stopGraceMs);
}

async function killDaemon(name: string): Promise<void> {
  const pid = await readPid(name);
  if (pid === undefined) return;
  signal(pid, 'SIGKILL');
  // Docker's containerd is told by the kernel to die with its daemon
  await waitFor(
    async () =>
      (await pidsWith(`${engineFolder(name)}/exec/containerd/containerd.toml`)).length === 0,
    5_000,
  );
  await waitFor(async () => !(await alive(pid)), 10_000);
}

function engineOf(name: string, state: EngineState): Engine {
  const socket = join(engineFolder(name), 'docker.sock');
  const start = () => startDaemonOf(name, state);
  const stop = () => stopDaemon(name);
  return {
    name,
    version: state.version,
    flavour: engineKinds[state.version].flavour,
    socket,
    dockerHost: `unix://${socket}`,
    address: state.netns.address,
    gateway: state.netns.gateway,
    logPath: join(engineFolder(name), 'log'),
    folder: engineFolder(name),
    netns: state.netns.name,
    start,
    stop,
    kill: () => killDaemon(name),
    restart: async () => {
      await stop();
      await start();
    },
    remove: () => removeEngine(name),
  };
}

/**
 * Starts an engine of the bed, or finds it running, with the fixture images on it. A `name` of its
 * own makes a private one, for a test that stops, kills or fills it; the test removes it.
 */
export async function startEngine(version: EngineName, name: string = version): Promise<Engine> {
  const folder = engineFolder(name);
  let state = await readState(name);
  if (state === undefined || !netnsExists(state.netns.name)) {
    if (state !== undefined) await removeEngine(name); // the machine was restarted meanwhile
    await mkdir(folder, { recursive: true });
    state = { version, netns: await addNetns(name) };
    await writeFile(join(folder, 'state.json'), JSON.stringify(state));
  }
  const engine = engineOf(name, state);
  await engine.start();
  await loadFixtures(engine.socket);
  return engine;
}

/** Stops an engine of this bed and removes its data, processes, namespace and control groups. */
export async function removeEngine(name: string): Promise<void> {
  const state = await readState(name);
  if (state !== undefined) {
    await stopDaemon(name);
    await endLeftovers(name, state);
    await removeNetns(state.netns);
    await removeCgroups(state.netns.name);
  }
  await rm(engineFolder(name), { recursive: true, force: true });
}

/** Names of all engines that this bed holds, private ones too. */
export async function knownEngines(): Promise<string[]> {
  const entries = await readdir(join(bedFolder(), 'e')).catch(() => []);
  return entries.filter((entry) => existsSync(join(engineFolder(entry), 'state.json')));
}

/** The engine when it is running and answers. */
export async function findEngine(name: string): Promise<Engine | undefined> {
  const state = await readState(name);
  if (state === undefined) return undefined;
  const engine = engineOf(name, state);
  return (await ping(engine.socket)) ? engine : undefined;
}
