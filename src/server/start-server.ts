import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { wirePath, wireProtocol } from '../contract/web-session.ts';
import { maxFrameBytes } from '../wire/limits.ts';
import { admit } from './admission.ts';
import { handleRequests, type RequestDeps } from './http-requests.ts';
import { isLoopbackHost, isOwnOrigin } from './local-origin.ts';
import type { Sessions } from './sessions.ts';

/** Larger frames close the socket (1009): the wire's own limit, told to the parser before it buffers. */

/** A forwarded port keeps a socket open after the far side is gone: who does not answer two pings is. */
const heartbeatMs = 30_000;
const maxSockets = 200;

export interface WebServerOptions extends RequestDeps {
  /** 0: any free port. */
  readonly port: number;
  readonly sessions: Sessions;
  /** Takes over an admitted socket; called in the turn of its admission. */
  readonly attach: (socket: WebSocket) => void;
}

export interface WebServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the page and the socket on 127.0.0.1, and on ::1 where there is one.
 * Throws the system's error when the port cannot be had (EADDRINUSE, EACCES).
 */
export async function startServer(options: WebServerOptions): Promise<WebServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => wireProtocol,
  });
  const servers = [makeServer(options, sockets)];
  const port = await listen(servers[0] as Server, '127.0.0.1', options.port);
  const second = makeServer(options, sockets);
  // Browsers may try ::1 first for "localhost". Without IPv6, or with the port taken there: fine.
  await listen(second, '::1', port).then(
    () => servers.push(second),
    () => undefined,
  );
  const heartbeat = setInterval(() => beat(sockets), heartbeatMs);
  heartbeat.unref();

  return {
    port,
    async close() {
      clearInterval(heartbeat);
      for (const socket of sockets.clients) socket.close(1001, 'Longshore ends');
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      // A page that is asleep does not answer the close: half a second is enough for one that lives.
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        for (const server of servers) server.closeAllConnections();
      }, 500);
      for (const server of servers) server.closeIdleConnections();
      await Promise.all(closed);
      clearTimeout(cut);
    },
  };
}

function makeServer(options: WebServerOptions, sockets: WebSocketServer): Server {
  const server = createServer(handleRequests(options));
  server.on('upgrade', (request, socket, head) => {
    const status = upgradeRefusal(request, sockets);
    if (status) return refuseUpgrade(socket, status);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      alive.add(webSocket);
      webSocket.on('pong', () => alive.add(webSocket));
      // A fault of the connection ends in its close; without a listener it would end the process.
      webSocket.on('error', (error) => options.log(`socket: ${error.message}`));
      admit(webSocket, options.sessions, () => options.attach(webSocket));
    });
  });
  return server;
}

function upgradeRefusal(request: IncomingMessage, sockets: WebSocketServer): string | undefined {
  const { host, origin } = request.headers;
  if (!isLoopbackHost(host)) return '421 Misdirected Request';
  if (!isOwnOrigin(origin, host)) return '403 Forbidden';
  if (request.url !== wirePath) return '404 Not Found';
  const protocols = request.headers['sec-websocket-protocol'] ?? '';
  if (!protocols.split(/\s*,\s*/).includes(wireProtocol)) return '400 Bad Request';
  if (sockets.clients.size >= maxSockets) return '503 Service Unavailable';
  return undefined;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const alive = new WeakSet<WebSocket>();

function beat(sockets: WebSocketServer): void {
  for (const socket of sockets.clients) {
    if (!alive.delete(socket)) socket.terminate();
    else socket.ping();
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
