import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import type { HostTable } from '../connections/host-table.ts';

export interface BridgeTable {
  /**
   * A private local socket through which `docker`, `docker compose` and `buildx` reach the host's
   * engine over its one login. Gives the value for `DOCKER_HOST`. Throws `not-supported` for a host
   * that has a socket of its own, `storage-failed` when ours cannot be made.
   */
  open(host: HostId): Promise<string>;
  close(): Promise<void>;
}

interface Bridge {
  readonly path: string;
  readonly server: Server;
  readonly sockets: Set<Socket>;
}

/** `sun_path` holds 104 bytes on macOS, 108 on Linux; one is its end. */
const pathBytesMax = 103;

export function createBridgeTable(hosts: HostTable, folder: string): BridgeTable {
  const bridges = new Map<HostId, Promise<Bridge>>();

  async function pass({ sockets }: Bridge, socket: Socket, host: HostId): Promise<void> {
    sockets.add(socket);
    try {
      const open = hosts.get(host).connection.openChannel();
      if (!open) return;
      const channel = await open();
      await pipeline(socket, channel, socket).finally(() => channel.destroy());
    } catch {
      // The CLI says that its connection was cut; the host's page says why.
    } finally {
      socket.destroy();
      sockets.delete(socket);
    }
  }

  async function make(host: HostId): Promise<Bridge> {
    const path = pathOf(folder, host);
    const server = createServer({ allowHalfOpen: true });
    const bridge: Bridge = { path, server, sockets: new Set() };
    server.on('connection', (socket) => void pass(bridge, socket, host));
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      // One that an app which died has left.
      await rm(path, { force: true });
      await listen(server, path);
      await chmod(path, 0o600);
    } catch (error) {
      server.close();
      throw refuse('storage-failed', 'The socket for the command line could not be made.', {
        detail: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      });
    }
    return bridge;
  }

  return {
    async open(host) {
      if (!hosts.get(host).connection.openChannel()) {
        throw refuse('not-supported', 'Only a host that is connected by a login needs this.');
      }
      let bridge = bridges.get(host);
      if (!bridge) {
        bridge = make(host);
        bridges.set(host, bridge);
        bridge.catch(() => bridges.delete(host));
      }
      return `unix://${(await bridge).path}`;
    },
    async close() {
      const made = await Promise.allSettled(bridges.values());
      bridges.clear();
      for (const result of made) {
        if (result.status === 'rejected') continue;
        const { server, sockets, path } = result.value;
        server.close();
        for (const socket of sockets) socket.destroy();
        await rm(path, { force: true });
      }
    },
  };
}

/** The same path for the same host at each start, so that an exported line keeps its worth. */
function pathOf(folder: string, host: HostId): string {
  const name = createHash('sha256').update(host).digest('hex').slice(0, 12);
  const path = join(folder, `${name}.sock`);
  if (Buffer.byteLength(path) <= pathBytesMax) return path;
  throw refuse('storage-failed', 'The path of the state folder is too long for a socket.');
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
