/** The door to one engine, as the functions of this layer see it. */
import type * as z from 'zod';
import type { Subject } from './refusal.ts';

export type EngineProduct = 'docker' | 'podman' | 'other';

export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

export interface EngineRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Without the version: `/containers/json`. Parts that come from outside go through `segment()`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it comes, with the engine's own pace. Not together with `body`. */
  readonly upload?: AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** For the answer's headers; for `json`, `text` and `run` for the whole answer. Default 60 s. */
  readonly timeoutMs?: number;
  /** What the call is about: the decoder words a refusal by it. */
  readonly about?: Subject;
}

export interface EngineStream {
  readonly status: number;
  readonly contentType: string;
  /** The body as it comes, no faster than it is taken. Leaving the loop closes the connection. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** For a stream that nobody will iterate. */
  close(): void;
}

/** Both directions of a connection that the engine gave away (exec, attach). */
export interface HijackedStream {
  readonly contentType: string;
  /** Ends when the engine closes. Leaving the loop closes the connection. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Resolves when the connection takes more. Rejects with `engine-gone` once it is closed. */
  write(chunk: Uint8Array): Promise<void>;
  /** No more input; output goes on. */
  endInput(): void;
  close(): void;
}

export interface Engine {
  readonly product: EngineProduct;
  /** The version in every path: `1.41`. Empty before it is negotiated. */
  readonly apiVersion: string;
  /** Throws what the decoder makes of a refusal; `not-an-engine` when the answer has another shape. */
  json<S extends z.ZodType>(schema: S, request: EngineRequest): Promise<z.output<S>>;
  text(request: EngineRequest): Promise<string>;
  /** A call whose answer says nothing but its status. `changed` is false for 304. */
  run(request: EngineRequest): Promise<{ readonly changed: boolean }>;
  stream(request: EngineRequest): Promise<EngineStream>;
  hijack(request: EngineRequest): Promise<HijackedStream>;
  /** Closes idle connections and whatever still runs. */
  close(): void;
}

/** `1.9` is older than `1.41`: numbers, not text. */
export function compareApi(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

export function apiAtLeast(engine: Engine, version: string): boolean {
  return compareApi(engine.apiVersion, version) >= 0;
}
