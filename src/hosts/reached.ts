import type { Duplex } from 'node:stream';
import type { Stage, Way } from '../contract/connecting.ts';
import type { Problem } from '../contract/errors.ts';
import type { EngineTarget } from '../engine/docker/target.ts';
import type { Asker } from './asker.ts';

/** A program on the host, with its ends. */
export interface HostProcess {
  /** Its output and its input. Destroying it closes the channel. */
  readonly channel: Duplex;
  /** What it writes as errors; nothing with a terminal. At most 64 KiB are kept when nobody reads. */
  readonly errors: AsyncIterable<Uint8Array>;
  /** Resolves when it has ended, whatever became of the connection. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** Only with a terminal. */
  resize(size: { readonly columns: number; readonly rows: number }): void;
}

/** What a login can do besides the engine's API. Each refuses with `host-gone` once it is lost. */
export interface HostLogin {
  /** `sessions-exhausted` when the server opens no more, `session-refused` when it did not open this one. */
  shell(size: { readonly columns: number; readonly rows: number }): Promise<HostProcess>;
  /** One command line for the host's shell. It comes from constants and `shellQuote` only. */
  run(command: string, signal?: AbortSignal): Promise<HostProcess>;
  /** A TCP connection as seen from the host. */
  dial(address: { readonly host: string; readonly port: number }): Promise<Duplex>;
  /** Sessions in use, and how many the server is known to open: null until it has refused one. */
  sessions(): { readonly used: number; readonly limit: number | null };
  /** Called whenever a session was opened or has ended, until the returned function is. */
  onSessions(listener: () => void): () => void;
}

/** The way to an engine, taken. */
export interface Reached {
  readonly target: EngineTarget;
  readonly way: Way;
  /** Null where the way is no login. */
  readonly login: HostLogin | null;
  /** Resolves when the way is cut, with why. Never rejects; does not resolve by `close()`. */
  readonly lost: Promise<Problem>;
  /** Ends the login and all that runs on it. */
  close(): void;
}

export interface ReachOptions {
  readonly ask: Asker;
  /** Called at each change of a stage, with all of them so far. */
  readonly report: (stages: readonly Stage[]) => void;
  readonly signal: AbortSignal;
  /** The way was taken before and was cut: a call that nobody picks up is given up early, for the next. */
  readonly again?: boolean;
}

/** Takes the way. Throws the problem of the stage that failed; it has been reported by then. */
export type Reach = (options: ReachOptions) => Promise<Reached>;
