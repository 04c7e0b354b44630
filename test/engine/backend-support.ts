/** What the suites of the backend share: a backend on one socket, and windows on it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, createBackend } from '../../src/backend/create-backend.ts';
import type { ClientOf } from '../../src/contract/define.ts';
import type { Host } from '../../src/contract/hosts.ts';
import { HostId, type JobId } from '../../src/contract/ids.ts';
import { contract, type LongshoreContract } from '../../src/contract/index.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { ChosenPath, ShellPort } from '../../src/contract/shell.ts';
import { connect } from '../../src/wire/connect.ts';
import type { Link } from '../../src/wire/link.ts';
import { createMemoryLinks } from '../../src/wire/links/memory.ts';
import { serve } from '../../src/wire/serve.ts';
import { type RawEngine, testLabel } from '../support/raw-engine.ts';

export type Api = ClientOf<LongshoreContract>;

export interface BackendBed {
  readonly backend: Backend;
  readonly host: HostId;
  readonly folder: string;
  /** Where the person saves: `elsewhere` is the web shell. */
  chosen: ChosenPath;
  /** Faults of ours that reached a window: there should be none. */
  readonly faults: string[];
  /** A new window with its own link. */
  window(): { api: Api; close(): void };
  close(): Promise<void>;
}

export interface BackendWish {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Keeps secrets; without it nothing does. */
  readonly secrets?: ShellPort['secrets'];
  readonly log?: (line: string) => void;
  /** Sees whatever the windows are sent. */
  readonly onFrame?: (frame: unknown) => void;
}

/** A backend whose only host is the engine at this socket. */
export async function backendOn(socket: string, wish: BackendWish = {}): Promise<BackendBed> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-backend-'));
  const bed = { chosen: { kind: 'elsewhere' } as ChosenPath, faults: [] as string[] };
  const shell = {
    ...(wish.secrets ? { secrets: wish.secrets } : {}),
    files: {
      choosePlaceToSave: async () => bed.chosen,
      chooseFileToOpen: async () => ({ kind: 'elsewhere' }),
    },
  } as unknown as ShellPort;
  const backend = createBackend({
    ...{ stateFolder: join(folder, 'state'), shell, version: '0', platform: 'linux' },
    env: { DOCKER_HOST: `unix://${socket}`, ...wish.env },
    home: folder,
    log: wish.log ?? (() => {}),
  });
  const closers: (() => void)[] = [];
  return Object.assign(bed, {
    backend,
    folder,
    host: HostId.parse('docker-host'),
    window() {
      const [left, right] = createMemoryLinks();
      serve(contract, backend.handlers, left, {
        onInternalError: (error, operation) => bed.faults.push(`${operation}: ${String(error)}`),
        checkOutput: true,
      });
      const client = connect(contract, tapped(right, wish.onFrame));
      closers.push(() => client.close());
      return { api: client.api, close: () => client.close() };
    },
    async close() {
      for (const close of closers) close();
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

function tapped(link: Link, onFrame: ((frame: unknown) => void) | undefined): Link {
  if (!onFrame) return link;
  return {
    ...link,
    onFrame: (listener) =>
      link.onFrame((frame) => {
        onFrame(frame);
        listener(frame);
      }),
  };
}

/** The first value that fits; fails after `limitMs`. */
export async function firstThat<T>(
  values: AsyncIterable<T>,
  fits: (value: T) => boolean,
  limitMs = 20_000,
): Promise<T> {
  let last: T | undefined;
  const iterator = values[Symbol.asyncIterator]();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`Not within ${limitMs} ms; last: ${JSON.stringify(last)}`)),
    limitMs,
  );
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), late.promise]);
      if (next.done) throw new Error(`Ended; last: ${JSON.stringify(last)}`);
      last = next.value;
      if (fits(next.value)) return next.value;
    }
  } finally {
    clearTimeout(timer);
    // Not awaited: a stream that never yields again would never return.
    iterator.return?.().then(
      () => {},
      () => {},
    );
  }
}

/** The job once it has ended. */
export async function ended(api: Api, id: JobId, limitMs = 60_000): Promise<Job> {
  const fits = (jobs: Job[]) => jobs.some((job) => job.id === id && job.state !== 'running');
  const all = await firstThat(api.jobs.watch({}), fits, limitMs);
  const job = all.find((one) => one.id === id);
  if (!job) throw new Error('The job is gone.');
  return job;
}

/** The host once it has this state. */
export async function hostIs(api: Api, state: Host['state'], limitMs = 30_000): Promise<Host> {
  const [host] = await firstThat(api.hosts.watch({}), ([first]) => first?.state === state, limitMs);
  if (!host) throw new Error('No host.');
  return host;
}

/** Collects a stream in the background. */
export function collect<T>(values: AsyncIterable<T>): {
  readonly seen: T[];
  readonly over: Promise<void>;
  stop(): void;
} {
  const seen: T[] = [];
  const iterator = values[Symbol.asyncIterator]();
  const over = (async () => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      seen.push(next.value);
    }
  })();
  over.catch(() => {});
  return {
    seen,
    over,
    stop: () => {
      iterator.return?.().then(
        () => {},
        () => {},
      );
    },
  };
}

export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 20_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const decoder = new TextDecoder();
export const textOf = (chunks: readonly unknown[]): string =>
  chunks
    .filter((chunk) => chunk instanceof Uint8Array)
    .map((chunk) => decoder.decode(chunk))
    .join('');

/** Removes what a test made. Stopped first: a kill or a forced removal takes Podman up to 20 s. */
export async function removeQuickly(raw: RawEngine): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${testLabel}=${raw.id}`] }));
  const running = await raw.request<{ Id: string }[]>('GET', `/containers/json?filters=${filters}`);
  await Promise.all(running.map(({ Id }) => raw.ask('POST', `/containers/${Id}/stop?t=0`)));
  await raw.removeAll();
}
