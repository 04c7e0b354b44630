/** One HTTP exchange with a registry: limits, abort, and the errors of its connection. */

import * as http from 'node:http';
import { type IncomingHttpHeaders, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import * as https from 'node:https';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { refuse } from '../../contract/errors.ts';
import type { TlsMaterial } from '../docker/target.ts';
import { answerLimitMs } from './limits.ts';
import { type Asked, brokenAnswer, decodeConnection, tooSlow } from './refusals.ts';
import type { RegistryWay } from './registry.ts';

export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: URLSearchParams;
  readonly signal?: AbortSignal | undefined;
  readonly asked: Asked;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Closes the connection when it is left early. */
  readonly body: AsyncIterable<Uint8Array>;
  /** For an answer whose body nobody reads. */
  close(): void;
}

type Way = Pick<RegistryWay, 'tls' | 'proxyEnv'>;

export interface Connections {
  ask(question: Question): Promise<Answer>;
  close(): void;
}

/** Node's own authorities and the system's: what the engine and a browser trust here. Read once: there are many. */
const usual = once(() => [
  ...new Set([...getCACertificates('default'), ...getCACertificates('system')]),
]);

/** Made at the first use. */
function once<T>(make: () => T): { get(): T; made(): T | undefined } {
  let value: T | undefined;
  return {
    get: () => {
      value ??= make();
      return value;
    },
    made: () => value,
  };
}

/** One for all connections: reading the authorities takes tens of milliseconds. */
const usualContext = once(() =>
  createSecureContext({ ca: [...usual.get()], minVersion: 'TLSv1.2' }),
);

/** With what was laid down for the registry. Throws `key-unusable`. */
function ownContext(home: string, { ca, ...client }: TlsMaterial): SecureContext {
  const authorities = [...(ca === undefined ? [] : [ca]), ...usual.get()];
  try {
    return createSecureContext({ ...client, ca: authorities, minVersion: 'TLSv1.2' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw refuse('key-unusable', 'The certificates that were laid down cannot be used.', {
      facts: { file: `certs.d/${home}` },
      detail: code,
    });
  }
}

/** Connections are kept for the next question; a batch of them goes over few. */
const kept = { keepAlive: true, maxSockets: 8, timeout: 60_000 } as const;

/** `tls` is for `home` only: another server (a redirect, a realm) gets no certificate of ours. */
export function createConnections(home: string, way: Way): Connections {
  const shared = { ...kept, ...(way.proxyEnv ? { proxyEnv: { ...way.proxyEnv } } : {}) };
  const plain = new PlainAgent(shared);
  const agent = (secureContext: SecureContext) => new https.Agent({ ...shared, secureContext });
  const secure = once(() => agent(way.tls ? ownContext(home, way.tls) : usualContext.get()));
  const others = once(() => agent(usualContext.get()));

  function open(question: Question): http.ClientRequest {
    const { url, method, headers = {}, form, signal } = question;
    const body = form?.toString();
    const length =
      body === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': String(Buffer.byteLength(body)),
          };
    const options = {
      method,
      headers: { 'user-agent': 'longshore', ...headers, ...length },
      ...(signal === undefined ? {} : { signal }),
    };
    const isPlain = url.protocol === 'http:';
    const through = isPlain ? plain : url.host === home ? secure.get() : others.get();
    const request = (isPlain ? http : https).request(url, { ...options, agent: through });
    request.end(body);
    return request;
  }

  return {
    async ask(question) {
      const { asked, signal } = question;
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      const request = open(question);
      const timer = setTimeout(() => request.destroy(tooSlow(asked)), answerLimitMs);
      request.once('response', resolve);
      request.on('error', reject);
      try {
        const response = await promise;
        // An answer that nobody reads any more must not end the process when it is cut.
        response.on('error', () => undefined);
        return {
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bodyOf(response, question),
          // What has no body leaves its connection to the next question.
          close: () => (question.method === 'HEAD' ? response.resume() : response.destroy()),
        };
      } catch (error) {
        throw decodeConnection(error, asked, signal);
      } finally {
        clearTimeout(timer);
      }
    },
    close() {
      plain.destroy();
      for (const agent of [secure, others]) agent.made()?.destroy();
    },
  };
}

/** The time runs only while a chunk is waited for: a slow taker is no slow registry. */
async function* bodyOf(
  response: IncomingMessage,
  { asked, signal }: Question,
): AsyncGenerator<Uint8Array> {
  const onStall = () => response.destroy(tooSlow(asked));
  let timer = setTimeout(onStall, answerLimitMs);
  try {
    for await (const chunk of response) {
      clearTimeout(timer);
      yield chunk as Uint8Array;
      timer = setTimeout(onStall, answerLimitMs);
    }
  } catch (error) {
    throw decodeConnection(error, asked, signal);
  } finally {
    clearTimeout(timer);
    if (!response.complete) response.destroy();
  }
}

/** The whole body. Throws `registry-broken` beyond the limit. */
export async function readWhole(answer: Answer, limitBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.byteLength;
    if (size > limitBytes) throw brokenAnswer('too-large', `more than ${limitBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The beginning of a refusal's body; nothing where it does not come. */
export async function readStart(answer: Answer, limitBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of answer.body) {
      parts.push(part);
      size += part.byteLength;
      if (size > limitBytes) break;
    }
  } catch {
    // The status alone must do.
  }
  return Buffer.concat(parts).toString('utf8').slice(0, limitBytes);
}
