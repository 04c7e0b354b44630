/** A backend that knows one stand-in host, whose key and user's key are in the person's own folder. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host as HostState } from '../../src/contract/hosts.ts';
import type { HostId } from '../../src/contract/ids.ts';
import { type Api, type BackendBed, backendOn, firstThat } from '../engine/backend-support.ts';
import type { Host } from '../support/hosts/hosts.ts';

export interface RemoteBackend {
  readonly bed: BackendBed;
  readonly api: Api;
  readonly id: HostId;
  /** The remote host's state once it fits. */
  whenHost(fits: (host: HostState) => boolean, limitMs?: number): Promise<HostState>;
}

/** Adds the host as its user `pi` and waits until it is online: nothing has to be asked. */
export async function remoteBackend(host: Host<'pi'>, socket = '/nowhere'): Promise<RemoteBackend> {
  const bed = await backendOn(socket);
  const folder = join(bed.folder, '.ssh');
  await mkdir(folder, { mode: 0o700 });
  await copyFile(host.users.pi.keyFile, join(folder, 'id_ed25519'));
  await writeFile(join(folder, 'known_hosts'), `${host.address} ${await host.hostKey()}\n`);
  const { api } = bed.window();
  const entry = { label: 'pi', address: `pi@${host.address}`, production: false };
  const { host: id } = await api.hosts.add(entry);
  const whenHost: RemoteBackend['whenHost'] = async (fits, limitMs = 20_000) => {
    const one = (all: readonly HostState[]) => all.find((each) => each.id === id);
    const fitsOne = (all: readonly HostState[]) => {
      const found = one(all);
      return found !== undefined && fits(found);
    };
    const found = one(await firstThat(api.hosts.watch({}), fitsOne, limitMs));
    if (!found) throw new Error('The host is gone.');
    return found;
  };
  await whenHost(({ state }) => state === 'online');
  return { bed, api, id, whenHost };
}
