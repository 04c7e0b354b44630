/** A place on this machine whose connections are passed on to somewhere else. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface PassOn {
  /** A port of 127.0.0.1 (0: any that is free), or the path of a socket. */
  readonly place: { readonly port: number } | { readonly path: string };
  /** The other end of one connection. */
  readonly open: () => Promise<Duplex>;
  /** How many there are now. */
  readonly onCount?: (connections: number) => void;
  /** Why one did not come through; null when one does. */
  readonly onOutcome?: (error: unknown) => void;
}

export interface Passing {
  /** The port that was taken; 0 for a socket. */
  readonly port: number;
  /** Ends the connections too. */
  close(): void;
}

/** Resolves when it listens. Rejects with the system's error when the place cannot be had. */
export async function passOn(options: PassOn): Promise<Passing> {
  const { place, open, onCount, onOutcome } = options;
  const sockets = new Set<Socket>();
  // An end that has said all it wants to may still be waiting for the answer.
  const server = createServer({ allowHalfOpen: true });

  async function pass(socket: Socket): Promise<void> {
    sockets.add(socket);
    onCount?.(sockets.size);
    try {
      const channel = await open();
      onOutcome?.(null);
      // A connection that is cut is no fault of the way.
      await pipeline(socket, channel, socket).catch(() => {});
      channel.destroy();
    } catch (error) {
      onOutcome?.(error);
    } finally {
      socket.destroy();
      sockets.delete(socket);
      onCount?.(sockets.size);
    }
  }
  server.on('connection', (socket) => void pass(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const where =
      'path' in place ? place : { host: '127.0.0.1', port: place.port, exclusive: true };
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo | string | null;
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
