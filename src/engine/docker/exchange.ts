/** One HTTP exchange with an engine, up to the answer's headers: limits, abort and errors live here. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Agents } from './agents.ts';
import { drained } from './drained.ts';
import { cancelled, timedOut } from './errors.ts';

export interface Order {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined;
  readonly keep: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Without a sign of life from the engine; a long upload starts it anew with each chunk taken. */
  readonly timeoutMs: number;
}

export interface Answer {
  readonly response: IncomingMessage;
  /** Only after an upgrade. */
  readonly socket?: Duplex;
  /** Ends the exchange whatever its state. Safe to call twice. */
  readonly destroy: (error?: Error) => void;
}

async function sendBody(
  request: ClientRequest,
  body: AsyncIterable<Uint8Array>,
  touch: () => void,
): Promise<void> {
  for await (const chunk of body) {
    if (request.destroyed) return;
    if (!request.write(chunk)) {
      // 'close' wins when the engine refuses in the middle; the answer says why.
      await drained(request);
    }
    touch();
  }
  request.end();
}

/** Throws `cancelled`, `engine-timeout` or what the socket's error means. */
export async function exchange(agents: Agents, order: Order): Promise<Answer> {
  if (order.signal?.aborted) throw cancelled();
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = agents.request({
    ...agents.address,
    agent: order.keep ? agents.reads : agents.single,
    method: order.method,
    path: order.path,
    headers: { ...agents.address.headers, ...order.headers },
  });
  let response: IncomingMessage | undefined;
  let socket: Duplex | undefined;

  const destroy = (error?: Error): void => {
    clearTimeout(timer);
    socket?.destroy(error);
    // A response must go first: destroying the request alone would swallow the reason.
    response?.destroy(error);
    request.destroy(error);
  };
  const onTimeout = (): void => {
    const error = timedOut(`${order.method} ${order.path.split('?')[0]}: ${order.timeoutMs} ms`);
    reject(error);
    destroy(error);
  };
  let timer = setTimeout(onTimeout, order.timeoutMs);
  const touch = (): void => {
    if (response !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(onTimeout, order.timeoutMs);
  };
  const onAbort = (): void => {
    const error = cancelled();
    reject(error);
    destroy(error);
  };
  order.signal?.addEventListener('abort', onAbort, { once: true });
  const forget = (): void => {
    clearTimeout(timer);
    order.signal?.removeEventListener('abort', onAbort);
  };

  request.on('error', (error) => {
    if (response === undefined) forget();
    reject(request.reusedSocket ? Object.assign(error, { reusedSocket: true }) : error);
  });
  request.once('response', (incoming) => {
    clearTimeout(timer);
    response = incoming;
    // Without a listener an abort that nobody iterates any more would end the process.
    incoming.on('error', () => undefined);
    incoming.once('close', forget);
    resolve({ response: incoming, destroy });
  });
  request.once('upgrade', (incoming, upgraded, head) => {
    clearTimeout(timer);
    response = incoming;
    socket = upgraded;
    upgraded.on('error', () => undefined);
    upgraded.once('close', forget);
    if (head.length > 0) upgraded.unshift(head);
    resolve({ response: incoming, socket: upgraded, destroy });
  });

  if (order.body === undefined || order.body instanceof Uint8Array) {
    request.end(order.body);
  } else {
    sendBody(request, order.body, touch).catch((error: unknown) => {
      reject(error);
      destroy(error instanceof Error ? error : new Error('The upload failed.'));
    });
  }
  return promise;
}

/** A kept connection that the engine had closed: nothing was taken, so a read may go out again. */
export function isStale(error: unknown): boolean {
  const { reusedSocket, code } = (error ?? {}) as { reusedSocket?: boolean; code?: string };
  return reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE');
}
