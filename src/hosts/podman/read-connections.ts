import { join } from 'node:path';
import { ContractError, type Problem, toProblem } from '../../contract/errors.ts';
import type { Surroundings } from '../found-host.ts';
import { fieldOf, isObject, objectIn, parseObject, textIn } from '../json-object.ts';
import { withoutPassword } from '../local/address.ts';
import { readRegular } from '../read-regular.ts';
import { parseAddress, type SshAddress } from '../ssh/parse-address.ts';
import { readTables, tablePath } from './toml-tables.ts';

/** A connection of Podman's remote client. */
export interface PodmanConnection {
  readonly name: string;
  /** `ssh://core@10.0.0.3:22/run/user/1000/podman/podman.sock`, without a password. */
  readonly address: string;
  /** Null for a local socket or TCP, and where there is a problem. */
  readonly ssh: SshAddress | null;
  /** The key file that it logs in with. */
  readonly identity: string | null;
  /** A virtual machine of `podman machine` on this computer. */
  readonly isMachine: boolean;
  readonly isDefault: boolean;
  readonly file: string;
  readonly problem: Problem | null;
}

export interface PodmanConnections {
  readonly connections: readonly PodmanConnection[];
  /** Files that are there and cannot be understood. */
  readonly broken: readonly string[];
}

interface Written {
  readonly name: string;
  readonly uri: string;
  readonly identity: string | undefined;
  readonly isMachine: boolean;
}

interface Source {
  readonly file: string;
  readonly written: readonly Written[];
  readonly chosen: string | undefined;
}

const fileBytesMax = 1024 * 1024;

/**
 * What `podman system connection list` shows, read and never written: from
 * `podman-connections.json`, and from containers.conf, where Podman 4 keeps them (root's in /etc). The first of two
 * with one name counts. Source: common/pkg/config in github.com/containers/common.
 */
export async function readPodmanConnections(around: Surroundings): Promise<PodmanConnections> {
  const folder = configFolder(around);
  const { env } = around;
  const settings = env.CONTAINERS_CONF
    ? [env.CONTAINERS_CONF]
    : [join(folder, 'containers.conf'), join(around.root, '/etc/containers/containers.conf')];
  const sources = [
    await read(env.PODMAN_CONNECTIONS_CONF || join(folder, 'podman-connections.json'), fromJson),
    ...(await Promise.all(settings.map((file) => read(file, fromToml)))),
  ].filter((source) => source !== undefined);
  const good = sources.filter((source) => 'written' in source);
  const chosen = good.find((source) => source.chosen !== undefined)?.chosen;
  const byName = new Map<string, PodmanConnection>();
  for (const { file, written } of good) {
    for (const one of written) {
      if (byName.has(one.name)) continue;
      byName.set(one.name, { ...connectionOf(one), isDefault: one.name === chosen, file });
    }
  }
  const connections = [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
  const broken = sources.flatMap((source) => ('broken' in source ? [source.broken] : []));
  return { connections, broken };
}

function configFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return join(env.APPDATA || home, 'containers');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'containers');
}

/** Undefined where there is no such file. */
async function read(
  file: string,
  parse: (text: string) => Omit<Source, 'file'> | undefined,
): Promise<Source | { readonly broken: string } | undefined> {
  const content = await readRegular(file, fileBytesMax);
  if (content.outcome === 'absent') return undefined;
  const parsed = content.outcome === 'read' ? parse(content.content.toString()) : undefined;
  return parsed ? { file, ...parsed } : { broken: file };
}

function fromJson(text: string): Omit<Source, 'file'> | undefined {
  const root = parseObject(text);
  if (!root) return undefined;
  const connection = objectIn(root, 'Connection');
  const written: Written[] = [];
  for (const [name, one] of Object.entries(objectIn(connection, 'Connections') ?? {})) {
    const uri = isObject(one) ? textIn(one, 'URI') : undefined;
    if (!isObject(one) || uri === undefined) continue;
    const isMachine = fieldOf(one, 'IsMachine') === true;
    written.push({ name, uri, identity: textIn(one, 'Identity'), isMachine });
  }
  return { written, chosen: textIn(connection, 'Default') };
}

function fromToml(text: string): Omit<Source, 'file'> {
  const tables = readTables(text);
  const prefix = tablePath('engine', 'service_destinations', '');
  const written: Written[] = [];
  for (const [path, table] of tables) {
    const uri = table.get('uri');
    if (!path.startsWith(prefix) || uri === undefined) continue;
    written.push({
      name: path.slice(prefix.length),
      uri,
      identity: table.get('identity'),
      isMachine: table.get('is_machine') === 'true',
    });
  }
  return { written, chosen: tables.get('engine')?.get('active_service') };
}

function connectionOf(one: Written): Omit<PodmanConnection, 'isDefault' | 'file'> {
  const { name, uri, isMachine } = one;
  const shown = {
    name,
    address: withoutPassword(uri),
    identity: one.identity ?? null,
    isMachine,
    ssh: null,
    problem: null,
  };
  if (!uri.startsWith('ssh://')) return shown;
  try {
    return { ...shown, ssh: parseAddress(uri) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { ...shown, problem: toProblem(error) };
  }
}
