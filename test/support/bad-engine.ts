import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What becomes of one answer; nothing named, it is passed on as it is. */
export interface BadAnswer {
  /** Before the engine is asked. */
  readonly delayMs?: number;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfterBytes?: number;
  /** Another JSON in its place. */
  readonly edit?: (json: unknown) => unknown;
}

/** A socket in front of a real engine that answers some requests late, broken or with nonsense. */
export interface BadEngine {
  readonly socket: string;
  /** Asked for each request: `GET /containers/json?all=1`, without the API's version. */
  spoil: (request: string) => BadAnswer;
  /** Cuts the connections of all answers that are under way and fit. */
  cut(fits: (request: string) => boolean): void;
  close(): Promise<void>;
}

async function readJson(answer: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

const firstBytes = (count: number) =>
  async function* shortened(answer: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let left = count;
    for await (const chunk of answer) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (left > 0) continue;
      // So that what was let through arrives first.
      await sleep(20);
      throw new Error('cut');
    }
  };

const withoutVersion = ({ method = 'GET', url = '/' }: IncomingMessage) =>
  `${method} ${url.replace(/^\/v\d+\.\d+\//, '/')}`;

export async function badEngine(engine: string): Promise<BadEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-bad-'));
  const socket = join(folder, 'docker.sock');
  const open = new Map<Socket, string>();
  const proxy: Pick<BadEngine, 'spoil'> = { spoil: () => ({}) };

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const name = withoutVersion(asked);
    const { delayMs = 0, cutAfterBytes, edit } = proxy.spoil(name);
    await sleep(delayMs);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const { method, url: path, headers } = asked;
    const upstream = request({ socketPath: engine, method, path, headers }, resolve);
    answer.on('close', () => upstream.destroy());
    upstream.on('error', reject);
    // Heard of below; who asked may have gone before.
    promise.catch(() => {});
    await pipeline(asked, upstream);
    const told = await promise;
    if (edit) {
      const text = JSON.stringify(edit(await readJson(told)));
      answer.writeHead(told.statusCode ?? 502, { 'content-type': 'application/json' }).end(text);
      return;
    }
    answer.writeHead(told.statusCode ?? 502, told.headers);
    answer.flushHeaders();
    if (cutAfterBytes === undefined) await pipeline(told, answer);
    else await pipeline(told, firstBytes(cutAfterBytes), answer);
  }

  const server = createServer((asked, answer) => {
    open.set(asked.socket, withoutVersion(asked));
    answer.on('close', () => open.delete(asked.socket));
    // Who asked has gone, or the engine has: either way there is nobody to tell.
    pass(asked, answer).catch(() => asked.socket.destroy());
  });
  // Terminals: after the upgrade it is bytes both ways.
  server.on('upgrade', (asked: IncomingMessage, client: Socket, head: Buffer) => {
    const upstream = connect(engine);
    const lines = [`${asked.method} ${asked.url} HTTP/1.1`];
    for (let n = 0; n < asked.rawHeaders.length; n += 2) {
      lines.push(`${asked.rawHeaders[n]}: ${asked.rawHeaders[n + 1]}`);
    }
    upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    const over = () => {
      client.destroy();
      upstream.destroy();
    };
    pipeline(client, upstream).then(over, over);
    pipeline(upstream, client).then(over, over);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));

  return Object.assign(proxy, {
    socket,
    cut(fits: (request: string) => boolean) {
      for (const [client, name] of open) if (fits(name)) client.destroy();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
