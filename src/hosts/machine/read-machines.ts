import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surroundings } from '../found-host.ts';
import { fieldOf, type JsonObject, objectIn, parseObject, textIn } from '../json-object.ts';
import { readRegular } from '../read-regular.ts';
import { isHostName, isUserName, portOf } from '../ssh/names.ts';

/** A host that docker-machine has made. The files are named, not read: a key is nobody's list. */
export interface Machine {
  readonly name: string;
  /** `amazonec2`, `generic` */
  readonly driver: string;
  /** Null where it is not known, such as of a machine that was stopped. */
  readonly address: string | null;
  readonly sshUser: string;
  readonly sshPort: number;
  readonly sshKeyFile: string | null;
  /** TLS of its engine on port 2376; null where one of the three is missing. */
  readonly tlsFiles: { readonly ca: string; readonly cert: string; readonly key: string } | null;
  readonly folder: string;
}

export interface Machines {
  readonly machines: readonly Machine[];
  /** Folders whose `config.json` is missing or not understood. */
  readonly broken: readonly string[];
}

const fileBytesMax = 1024 * 1024;
const usualPort = 22;

/**
 * The machines of docker-machine's store, by name. Source: libmachine/drivers/base.go in
 * github.com/docker/machine (archived; version 3 of its files is the last one).
 */
export async function readMachines(around: Surroundings): Promise<Machines> {
  const store = around.env.MACHINE_STORAGE_PATH || join(around.home, '.docker', 'machine');
  const root = join(store, 'machines');
  const machines: Machine[] = [];
  const broken: string[] = [];
  for (const name of (await readdir(root).catch((): string[] => [])).sort()) {
    const folder = join(root, name);
    if (name.startsWith('.') || !(await isFolder(folder))) continue;
    const machine = await readMachine(name, folder);
    if (machine) machines.push(machine);
    else broken.push(folder);
  }
  return { machines, broken };
}

async function readMachine(name: string, folder: string): Promise<Machine | undefined> {
  const read = await readRegular(join(folder, 'config.json'), fileBytesMax);
  const config = read.outcome === 'read' ? parseObject(read.content.toString()) : undefined;
  const driver = objectIn(config, 'Driver');
  if (!config || !driver) return undefined;
  const address = textIn(driver, 'IPAddress') ?? null;
  const sshUser = textIn(driver, 'SSHUser') ?? 'root';
  const port = fieldOf(driver, 'SSHPort');
  if ((address !== null && !isHostName(address)) || !isUserName(sshUser)) return undefined;
  const key = textIn(driver, 'SSHKeyPath') ?? join(folder, 'id_rsa');
  return {
    name: textIn(config, 'Name') ?? name,
    driver: textIn(config, 'DriverName') ?? 'unknown',
    address,
    sshUser,
    sshPort: portOf(String(port)) ?? usualPort,
    sshKeyFile: (await isThere(key)) ? key : null,
    tlsFiles: await tlsFilesOf(config, folder),
    folder,
  };
}

/** Where the machine says that they are, else in its own folder. */
async function tlsFilesOf(config: JsonObject, folder: string) {
  const auth = objectIn(objectIn(config, 'HostOptions'), 'AuthOptions');
  const find = async (key: string, name: string) => {
    const named = textIn(auth, key);
    if (named !== undefined && (await isThere(named))) return named;
    const own = join(folder, name);
    return (await isThere(own)) ? own : undefined;
  };
  const ca = await find('CaCertPath', 'ca.pem');
  const cert = await find('ClientCertPath', 'cert.pem');
  const key = await find('ClientKeyPath', 'key.pem');
  return ca && cert && key ? { ca, cert, key } : null;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
