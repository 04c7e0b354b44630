import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findInstance } from '../../../src/server/instance-lock.ts';

const root = resolve(import.meta.dirname, '../../..');
const entry = join(root, 'out/server/index.js');
const startLimitMs = 20_000;
const endLimitMs = 10_000;

interface ReadyLine {
  readonly url: string;
  readonly shell: string;
  readonly pid: number;
}

/** The built web shell, running with a state folder of its own. */
export interface WebApp {
  /** Its `LONGSHORE_HOME`. */
  readonly home: string;
  readonly pid: number;
  /** What it printed on stderr so far. */
  log(): string;
  /** A url with a fresh ticket, from the running shell as a second start asks for it. */
  newUrl(): Promise<string>;
  stop(): Promise<void>;
}

async function firstLine(child: ChildProcess, log: () => string): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('the web shell has no standard output');
  const timer = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) return JSON.parse(line) as ReadyLine;
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the web shell ended without its ready line:\n${log()}`);
}

/** What a second start asks the first for. */
async function furtherUrl(stateFolder: string): Promise<string> {
  const instance = await findInstance(stateFolder);
  if (instance === undefined) throw new Error('the web shell does not answer');
  return instance.url;
}

/**
 * Starts the built web shell on a free port against one engine. The environment holds no other way
 * to an engine and none of the person's own settings. `prepare` may put files into its home before:
 * `docker/` is the Docker CLI's folder, `state/` the app's own.
 */
export async function startWebApp(
  dockerHost: string,
  prepare: (home: string) => Promise<void> = async () => {},
): Promise<WebApp> {
  if (!existsSync(entry)) throw new Error('out/server/index.js is not there: npm run build');
  const home = await mkdtemp(join(tmpdir(), 'longshore-e2e-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: 'C.UTF-8',
    DOCKER_CONFIG: join(home, 'docker'),
    DOCKER_HOST: dockerHost,
    LONGSHORE_HOME: join(home, 'state'),
  };
  await prepare(home);
  const child = spawn(process.execPath, [entry, '--no-open', '--json', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = async () => {
    for await (const chunk of child.stderr.setEncoding('utf8')) said += String(chunk);
  };
  const listening = listen();
  const ready = await firstLine(child, () => said);
  return {
    home: env.LONGSHORE_HOME,
    pid: ready.pid,
    log: () => said,
    newUrl: () => furtherUrl(env.LONGSHORE_HOME),
    stop: async () => {
      const ended = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      clearTimeout(timer);
      await listening;
      await rm(home, { recursive: true, force: true });
    },
  };
}
