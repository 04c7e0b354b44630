/**
 * Authorities and certificates for one registry, laid down for the engine and read by the CLI's kin alike:
 * `certs.d/<host:port>/*.crt`, and a pair `*.cert` and `*.key` for a client. Source: docs of dockerd,
 * containers-certs.d(5).
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlsMaterial } from '../../engine/docker/target.ts';
import { dockerFolder } from '../contexts/store.ts';
import type { Surroundings } from '../found-host.ts';
import { readRegular } from '../read-regular.ts';

const fileBytesMax = 1024 * 1024;

/** A person's own folders first: the first that has something for the registry counts. */
function folders(around: Surroundings, registry: string): string[] {
  const { home, env, platform, root } = around;
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const own = [
    join(dockerFolder(around), 'certs.d'),
    join(config, 'docker', 'certs.d'),
    join(config, 'containers', 'certs.d'),
  ];
  const system =
    platform === 'win32'
      ? []
      : [join(root, '/etc/docker/certs.d'), join(root, '/etc/containers/certs.d')];
  return [...own, ...system].map((folder) => join(folder, registry));
}

async function textOf(file: string): Promise<string | undefined> {
  const read = await readRegular(file, fileBytesMax);
  return read.outcome === 'read' ? read.content.toString() : undefined;
}

async function readFolder(folder: string): Promise<TlsMaterial | undefined> {
  const names = (await readdir(folder).catch((): string[] => [])).toSorted();
  const authorities: string[] = [];
  for (const name of names.filter((one) => one.endsWith('.crt'))) {
    const text = await textOf(join(folder, name));
    if (text !== undefined) authorities.push(text);
  }
  const client = names.find(
    (one) => one.endsWith('.cert') && names.includes(one.replace(/cert$/, 'key')),
  );
  const cert = client && (await textOf(join(folder, client)));
  const key = client && (await textOf(join(folder, client.replace(/cert$/, 'key'))));
  if (authorities.length === 0 && !cert) return undefined;
  return {
    ...(authorities.length === 0 ? {} : { ca: authorities.join('\n') }),
    ...(cert && key ? { cert, key } : {}),
  };
}

/** Undefined where nothing was laid down for it. Its authorities count beside the usual ones. */
export async function registryTrust(
  around: Surroundings,
  registry: string,
): Promise<TlsMaterial | undefined> {
  // As part of a path: a name from outside must stay inside.
  if (!/^[\w.:[\]-]+$/.test(registry) || /^\.+$/.test(registry)) return undefined;
  for (const folder of folders(around, registry)) {
    const found = await readFolder(folder);
    if (found) return found;
  }
  return undefined;
}
