/** The HTTP client of one engine: the only place that talks to its API. */
import type * as z from 'zod';
import { createAgents } from './agents.ts';
import { parseAnswer, readAll, refusalLimitBytes } from './body.ts';
import type {
  Engine,
  EngineProduct,
  EngineRequest,
  EngineStream,
  HijackedStream,
} from './engine.ts';
import { decodeRefusal, decodeSocketError, timedOut } from './errors.ts';
import { type Answer, exchange, isStale, type Order } from './exchange.ts';
import { getStream } from './get-stream.ts';
import { wrapSocket } from './hijack.ts';
import { buildPath } from './path.ts';
import type { EngineTarget } from './target.ts';

const defaultTimeoutMs = 60_000;

export interface ClientOptions {
  readonly target: EngineTarget;
  /** Left out before the version is negotiated: paths then have none. */
  readonly apiVersion?: string;
  readonly product?: EngineProduct;
}

function toOrder(apiVersion: string, request: EngineRequest): Order {
  const method = request.method ?? 'GET';
  const headers: Record<string, string> = { ...request.headers };
  let body: Order['body'] = request.upload;
  if (request.body !== undefined) {
    body = Buffer.from(JSON.stringify(request.body));
    headers['content-type'] = 'application/json';
    headers['content-length'] = String(body.length);
  } else if (body !== undefined) {
    headers['content-type'] ??= 'application/x-tar';
    headers['transfer-encoding'] = 'chunked';
  } else if (method !== 'GET' && method !== 'HEAD') {
    headers['content-length'] = '0';
  }
  return {
    method,
    path: buildPath(apiVersion, request.path, request.query),
    headers,
    body,
    keep: false,
    signal: request.signal,
    timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
  };
}

/** The body, with the socket's errors as problems. */
async function* bodyOf(answer: Answer): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer.response) yield chunk as Uint8Array;
  } catch (error) {
    throw decodeSocketError(error);
  } finally {
    answer.destroy();
  }
}

type Refused = Pick<EngineStream, 'status' | 'bytes'>;

async function refusalOf({ status, bytes }: Refused, request: EngineRequest): Promise<Error> {
  let text = '';
  try {
    text = await readAll(bytes, refusalLimitBytes);
  } catch {
    // The status alone must do.
  }
  return decodeRefusal({ status, text, about: request.about });
}

/** Nothing is sent before the first call. `close()` ends what still runs. */
export function createEngineClient(options: ClientOptions): Engine {
  const agents = createAgents(options.target);
  const apiVersion = options.apiVersion ?? '';

  async function send(request: EngineRequest, keep: boolean): Promise<Answer> {
    const order = { ...toOrder(apiVersion, request), keep };
    try {
      return await exchange(agents, order);
    } catch (error) {
      if (!keep || !isStale(error)) throw decodeSocketError(error);
    }
    // Once more, on a fresh connection.
    try {
      return await exchange(agents, { ...order, keep: false });
    } catch (error) {
      throw decodeSocketError(error);
    }
  }

  async function answered(request: EngineRequest, keep: boolean): Promise<Answer> {
    const answer = await send(request, keep);
    const status = answer.response.statusCode ?? 0;
    if (status >= 400) throw await refusalOf({ status, bytes: bodyOf(answer) }, request);
    return answer;
  }

  async function firehose(request: EngineRequest): Promise<EngineStream> {
    const stream = await getStream(agents, toOrder(apiVersion, request));
    if (stream.status < 400) return stream;
    throw await refusalOf(stream, request);
  }

  /** The whole answer within the limit. */
  async function whole(request: EngineRequest): Promise<{ status: number; text: string }> {
    const limitMs = request.timeoutMs ?? defaultTimeoutMs;
    const started = performance.now();
    const answer = await answered(request, (request.method ?? 'GET') === 'GET');
    const timer = setTimeout(
      () => answer.destroy(timedOut(`${request.path}: the answer did not end in ${limitMs} ms`)),
      Math.max(1, limitMs - (performance.now() - started)),
    );
    try {
      // Not through bodyOf(): its `finally` would close a connection that can be used again.
      return { status: answer.response.statusCode ?? 0, text: await readAll(answer.response) };
    } catch (error) {
      answer.destroy();
      throw decodeSocketError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    apiVersion,
    product: options.product ?? 'other',

    async json<S extends z.ZodType>(schema: S, request: EngineRequest): Promise<z.output<S>> {
      return parseAnswer(schema, (await whole(request)).text);
    },

    async text(request) {
      return (await whole(request)).text;
    },

    async run(request) {
      return { changed: (await whole(request)).status !== 304 };
    },

    async stream(request): Promise<EngineStream> {
      // Node's own client calls back for each chunk, and an engine sends one for each line of a log.
      if ((request.method ?? 'GET') === 'GET') return firehose(request);
      const answer = await answered(request, false);
      return {
        status: answer.response.statusCode ?? 0,
        contentType: answer.response.headers['content-type'] ?? '',
        bytes: bodyOf(answer),
        close: () => answer.destroy(),
      };
    },

    async hijack(request): Promise<HijackedStream> {
      const answer = await answered(
        { ...request, headers: { ...request.headers, connection: 'Upgrade', upgrade: 'tcp' } },
        false,
      );
      const { socket, response } = answer;
      if (socket === undefined) {
        answer.destroy();
        throw decodeRefusal({
          status: 501,
          text: `The engine did not give the connection away (status ${response.statusCode ?? 0}).`,
          about: request.about,
        });
      }
      return wrapSocket(socket, response.headers['content-type'] ?? '');
    },

    close() {
      agents.destroy();
    },
  };
}
