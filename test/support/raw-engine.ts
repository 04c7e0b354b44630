import { randomBytes } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Label that stands on everything a test makes; its value is the test's own id. */
export const testLabel = 'longshore.test';

const limitMs = 60_000;

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The engine refused: a status of 400 or more. */
export class RawEngineError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(`${status} ${message}`);
    this.name = 'RawEngineError';
    this.status = status;
  }
}

/** A JSON value, or bytes that are a tar. */
export type RawBody = object | Uint8Array | Readable;

/**
 * A test's own hand on an engine, independent of the code under test. All it creates carries the
 * label `longshore.test=<id>`; `removeAll` removes by that label and never prunes.
 */
export interface RawEngine {
  readonly id: string;
  readonly socket: string;
  /** Any answer, whatever its status. */
  ask(method: string, path: string, body?: RawBody): Promise<RawAnswer>;
  /** The JSON (or text) of a success; throws `RawEngineError` otherwise. */
  request<T = unknown>(method: string, path: string, body?: RawBody): Promise<T>;
  /** Creates a container and gives its id. */
  create(config: ContainerConfig): Promise<string>;
  /** Creates and starts. */
  run(config: ContainerConfig): Promise<string>;
  createVolume(name: string): Promise<string>;
  createNetwork(name: string): Promise<string>;
  /** A further name for an image; taken off again by `removeAll`. */
  tag(image: string, reference: string): Promise<void>;
  /** Loads a `docker save` tar; what it brings is removed by the test's own hand or by its label. */
  load(tar: Uint8Array): Promise<void>;
  /** Runs a program in a container and gives its exit code and output, both streams in one. */
  exec(container: string, command: readonly string[]): Promise<{ code: number; output: string }>;
  /** Waits until the container has ended; gives its exit code. */
  wait(container: string): Promise<number>;
  removeAll(): Promise<void>;
}

/** The body of POST /containers/create, with its name. */
export interface ContainerConfig {
  readonly name?: string;
  readonly Image: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

async function readAll(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function sendBody(asked: ClientRequest, body: RawBody | undefined): Promise<void> {
  if (body === undefined) asked.end();
  else if (body instanceof Readable) await pipeline(body, asked);
  else asked.end(body instanceof Uint8Array ? body : JSON.stringify(body));
}

/** One request over a unix socket, with its answer read to the end. */
export function askSocket(
  socketPath: string,
  asked: { method: string; path: string; body?: RawBody },
): Promise<RawAnswer> {
  const { method, path, body } = asked;
  const isTar = body instanceof Readable || body instanceof Uint8Array;
  const type = isTar ? 'application/x-tar' : 'application/json';
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      socketPath,
      method,
      path,
      headers: body === undefined ? {} : { 'content-type': type },
      signal: AbortSignal.timeout(limitMs),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      readAll(answer).then(
        (bytes) =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    sendBody(outgoing, body).catch(reject);
  });
}

function parse(answer: RawAnswer): unknown {
  const text = answer.body.toString('utf8');
  const isJson = answer.headers['content-type']?.includes('json') === true;
  try {
    return isJson ? JSON.parse(text) : text;
  } catch {
    return text; // a stream of JSON lines, such as the progress of a load
  }
}

/** Output of an exec without a TTY: eight bytes of header stand before each piece. */
function joinFrames(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at + 4);
    parts.push(bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Opens a test's own client for an engine. `id` names the test's objects; random without one. */
export function rawEngine(socket: string, id = randomBytes(5).toString('hex')): RawEngine {
  const tags: string[] = [];
  const mark = (labels: Readonly<Record<string, string>> = {}) => ({ ...labels, [testLabel]: id });

  const ask: RawEngine['ask'] = (method, path, body) =>
    askSocket(socket, body === undefined ? { method, path } : { method, path, body });

  async function request<T>(method: string, path: string, body?: RawBody): Promise<T> {
    const answer = await ask(method, path, body);
    const value = parse(answer);
    if (answer.status < 400) return value as T;
    const said = (value as { message?: unknown } | null)?.message ?? value;
    throw new RawEngineError(answer.status, `${method} ${path}: ${String(said)}`);
  }

  async function create({ name, ...config }: ContainerConfig): Promise<string> {
    const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
    const body = { ...config, Labels: mark(config.Labels) };
    return (await request<{ Id: string }>('POST', `/containers/create${query}`, body)).Id;
  }

  async function exec(container: string, command: readonly string[]) {
    const setup = { Cmd: command, AttachStdout: true, AttachStderr: true };
    const { Id } = await request<{ Id: string }>('POST', `/containers/${container}/exec`, setup);
    const said = await ask('POST', `/exec/${Id}/start`, { Detach: false, Tty: false });
    const { ExitCode } = await request<{ ExitCode: number }>('GET', `/exec/${Id}/json`);
    return { code: ExitCode, output: joinFrames(said.body) };
  }

  return {
    id,
    socket,
    ask,
    request,
    create,
    exec,
    run: async (config) => {
      const container = await create(config);
      await request('POST', `/containers/${container}/start`);
      return container;
    },
    createVolume: async (name) => {
      await request('POST', '/volumes/create', { Name: name, Labels: mark() });
      return name;
    },
    createNetwork: async (name) => {
      const body = { Name: name, Labels: mark(), CheckDuplicate: true };
      return (await request<{ Id: string }>('POST', '/networks/create', body)).Id;
    },
    tag: async (image, reference) => {
      const [, repo = '', tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(reference) ?? [];
      const query = new URLSearchParams({ repo, tag });
      await request('POST', `/images/${encodeURIComponent(image)}/tag?${query}`);
      tags.push(`${repo}:${tag}`);
    },
    load: async (tar) => {
      await request('POST', '/images/load?quiet=1', tar);
    },
    wait: async (container) => {
      const path = `/containers/${container}/wait`;
      return (await request<{ StatusCode: number }>('POST', path)).StatusCode;
    },
    removeAll: () => removeByLabel({ ask, request, id }, tags.splice(0)),
  };
}

type Hand = Pick<RawEngine, 'ask' | 'request' | 'id'>;

/** Four at a time: an engine gains nothing from more. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

/** Removes what carries the test's label; what is already gone is no error. */
async function removeByLabel({ ask, request, id }: Hand, tags: readonly string[]): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${testLabel}=${id}`] }));
  const gone = async (path: string) => {
    const answer = await ask('DELETE', path);
    // 409: Docker is already removing it
    if (answer.status >= 400 && answer.status !== 404 && answer.status !== 409) {
      throw new RawEngineError(answer.status, `DELETE ${path}: ${answer.body.toString('utf8')}`);
    }
  };
  const list = <T>(path: string) => request<T>('GET', `${path}filters=${filters}`);
  const removeContainer = async ({ Id, State }: { Id: string; State: string }) => {
    if (State === 'paused') await ask('POST', `/containers/${Id}/unpause`); // Podman wants it so
    // timeout: Podman asks politely first, and the fixtures do not listen
    await gone(`/containers/${Id}?force=1&v=1&timeout=0`);
  };
  const containers = await list<{ Id: string; State: string }[]>('/containers/json?all=1&');
  await inParallel(containers, removeContainer);
  for (const { Id } of await list<{ Id: string }[]>('/networks?')) await gone(`/networks/${Id}`);
  const { Volumes } = await list<{ Volumes: { Name: string }[] | null }>('/volumes?');
  for (const { Name } of Volumes ?? []) await gone(`/volumes/${encodeURIComponent(Name)}?force=1`);
  for (const tag of tags) await gone(`/images/${encodeURIComponent(tag)}?force=1`);
  for (const { Id } of await list<{ Id: string }[]>('/images/json?')) {
    await gone(`/images/${Id}?force=1`);
  }
}
