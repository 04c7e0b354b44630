import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { refuse } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import { type Passing, passOn } from '../../hosts/local/pass-on.ts';
import type { HostTable } from '../connections/host-table.ts';

export interface BridgeTable {
  /**
   * A private local socket through which `docker`, `docker compose` and `buildx` reach the host's
   * engine over its one login. Gives the value for `DOCKER_HOST`. Throws `not-supported` for a host
   * that has a socket of its own, `host-locked`, `storage-failed` when ours cannot be made.
   */
  open(host: HostId): Promise<string>;
  isOpen(host: HostId): boolean;
  /** Ends the commands that go through it, too. Nothing happens where there is none. */
  end(host: HostId): Promise<void>;
  close(): Promise<void>;
}

interface Bridge {
  readonly path: string;
  readonly passing: Passing;
}

/** `sun_path` holds 104 bytes on macOS, 108 on Linux; one is its end. */
const pathBytesMax = 103;

export function createBridgeTable(hosts: HostTable, folder: string): BridgeTable {
  const bridges = new Map<HostId, Promise<Bridge>>();

  /** The CLI is told that its connection was cut; the host's page says why. */
  async function channelTo(host: HostId): Promise<Duplex> {
    // Whatever the command line wants, it may change something.
    hosts.mayChange(host);
    const open = hosts.get(host).connection.openChannel();
    if (!open) throw refuse('host-gone', 'There is no login to this host now.');
    return open();
  }

  async function make(host: HostId): Promise<Bridge> {
    const path = pathOf(folder, host);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      // One that an app which died has left.
      await rm(path, { force: true });
      const passing = await passOn({ place: { path }, open: () => channelTo(host) });
      await chmod(path, 0o600);
      return { path, passing };
    } catch (error) {
      throw refuse('storage-failed', 'The socket for the command line could not be made.', {
        detail: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      });
    }
  }

  async function end(host: HostId): Promise<void> {
    const made = bridges.get(host);
    bridges.delete(host);
    const bridge = await made?.catch(() => undefined);
    if (!bridge) return;
    bridge.passing.close();
    await rm(bridge.path, { force: true });
  }

  return {
    async open(host) {
      hosts.mayChange(host);
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
    isOpen: (host) => bridges.has(host),
    end,
    async close() {
      await Promise.all([...bridges.keys()].map(end));
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
