import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';

const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};

export interface StaticServerOptions {
  readonly folder: string;
  /** What stands at `/`. */
  readonly page: string;
  /** What a WebSocket of the page gets; it is closed behind the last. */
  readonly messages: () => AsyncIterable<Uint8Array>;
}

/** Files of a folder, one page and one WebSocket, for a browser on this machine. */
export async function serveStatic({
  folder,
  page,
  messages,
}: StaticServerOptions): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
    const body = path === '/' ? page : await readFile(join(folder, path)).catch(() => undefined);
    const type = types[path === '/' ? '.html' : extname(path)];
    answer.writeHead(body === undefined ? 404 : 200, type ? { 'content-type': type } : {});
    answer.end(body);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', async (socket) => {
    try {
      for await (const chunk of messages()) {
        await new Promise((sent) => socket.send(chunk, sent));
      }
      socket.close();
    } catch (error) {
      socket.close(1011, String(error).slice(0, 100));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
