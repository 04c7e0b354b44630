/** Connections of streams: one each, made for it and closed with it. */
import { once } from 'node:events';
import * as net from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { cancelled } from './errors.ts';
import { connectGathering } from './gathering-socket.ts';
import { type EngineTarget, tlsOptions } from './target.ts';

/** A connection, and what comes over it for its one reader. */
export interface StreamSocket {
  readonly socket: Duplex;
  readonly pieces: AsyncIterator<Uint8Array>;
}

export interface StreamSockets {
  /** Throws `cancelled`, or the socket's own error. */
  connect(signal: AbortSignal): Promise<StreamSocket>;
  /** Closes all that are open. */
  destroy(): void;
}

/** A socket once it is connected; not one that nobody waits for any more. */
async function connected(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  try {
    await once(socket, event, { signal });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

const readAhead = (socket: Duplex): StreamSocket => ({
  socket,
  pieces: socket[Symbol.asyncIterator](),
});

async function open(target: EngineTarget, signal: AbortSignal): Promise<StreamSocket> {
  if (target.kind === 'channel') return readAhead(await target.open('stream'));
  const address =
    target.kind === 'socket'
      ? { path: target.socketPath }
      : { host: target.host, port: target.port };
  const material = target.kind === 'tcp' ? tlsOptions(target) : undefined;
  if (material === undefined || target.kind === 'socket') {
    const gathering = connectGathering(address);
    await connected(gathering.socket, 'connect', signal);
    return gathering;
  }
  // A name is shown to the server, an address is not (RFC 6066 §3).
  const name = net.isIP(target.host) === 0 ? { servername: target.host } : {};
  const socket = tls.connect({ host: target.host, port: target.port, ...name, ...material });
  await connected(socket, 'secureConnect', signal);
  return readAhead(socket);
}

/** Streams' connections, and the end of all of them. */
export function createStreamSockets(target: EngineTarget): StreamSockets {
  const sockets = new Set<Duplex>();
  return {
    async connect(signal) {
      const opened = await open(target, signal);
      const { socket } = opened;
      // What comes while nobody reads has no one to hear it; who reads is told by the reading.
      socket.on('error', () => undefined);
      if (signal.aborted) {
        socket.destroy();
        throw cancelled();
      }
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return opened;
    },
    destroy() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
