import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';

/** A socket in front of an engine that counts requests, and may hold or cut them. */
export interface CountingProxy {
  readonly socket: string;
  /** `GET /v1.41/containers/json?…`, in order. */
  readonly requests: string[];
  /** The first request of each connection that is open. */
  openRequests(): string[];
  /** Before anything is passed on to the engine. */
  delayMs: number;
  /** Cuts a connection after so many bytes of the engine's answers. */
  cutAfterBytes: number;
  /** Cuts all connections whose first request fits. */
  cut(fits: (request: string) => boolean): void;
  close(): Promise<void>;
}

const requestLine = /^(GET|POST|PUT|DELETE|HEAD) (\S+) HTTP\/1\.1/gm;

export async function countingProxy(engine: string): Promise<CountingProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-proxy-'));
  const socket = join(folder, 'docker.sock');
  const open = new Map<Socket, string>();
  const proxy = { requests: [] as string[], delayMs: 0, cutAfterBytes: Number.POSITIVE_INFINITY };

  async function* counted(client: Socket): AsyncGenerator<Buffer> {
    for await (const chunk of client) {
      for (const [, method, path] of (chunk as Buffer).toString('latin1').matchAll(requestLine)) {
        const request = `${method} ${path}`;
        proxy.requests.push(request);
        if (open.get(client) === '') open.set(client, request);
      }
      if (proxy.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, proxy.delayMs));
      yield chunk as Buffer;
    }
  }

  async function* answered(upstream: Socket, client: Socket): AsyncGenerator<Buffer> {
    let left = proxy.cutAfterBytes;
    for await (const chunk of upstream) {
      yield (chunk as Buffer).subarray(0, left);
      left -= (chunk as Buffer).length;
      if (left > 0) continue;
      // Later, so that what was let through arrives first.
      setTimeout(() => client.destroy(), 20);
      return;
    }
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    open.set(client, '');
    const upstream = createConnection({ path: engine, allowHalfOpen: true });
    const end = () => {
      open.delete(client);
      upstream.destroy();
      client.destroy();
    };
    client.on('close', end);
    pipeline(counted(client), upstream, (error) => error && end());
    pipeline(answered(upstream, client), client, end);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));

  return Object.assign(proxy, {
    socket,
    openRequests: () => [...open.values()],
    cut(fits: (request: string) => boolean) {
      for (const [client, request] of open) if (fits(request)) client.destroy();
    },
    async close() {
      server.close();
      for (const client of open.keys()) client.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
