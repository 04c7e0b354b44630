/** The built app with hosts to log in to, all before the engine of the benchmark. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostId } from '../../src/contract/ids.ts';
import { type NodeWindow, openWindow } from '../e2e/support/node-window.ts';
import type { WebApp } from '../e2e/support/web-app.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { startWan, type Wan, type Weather } from '../support/hosts/wan.ts';
import type { Bench } from './group.ts';

export interface FarHost {
  readonly id: HostId;
  readonly host: Host<'pi'>;
  /** Where the app looks for it. */
  readonly address: string;
}

export interface Far {
  readonly app: WebApp;
  readonly window: NodeWindow;
  readonly hosts: readonly FarHost[];
  /** Logs in, and comes back when the host is online. */
  connect(id: HostId): Promise<void>;
  close(): Promise<void>;
}

export async function untilState(
  { api }: NodeWindow,
  id: HostId,
  fits: (state: string) => boolean,
): Promise<void> {
  for await (const hosts of api.hosts.watch({})) {
    if (hosts.some((one) => one.id === id && fits(one.state))) return;
  }
}

/** Keys and addresses as a person has them who has logged in to all of them before. */
async function writeHosts(home: string, hosts: readonly FarHost[]): Promise<void> {
  const known = await Promise.all(
    hosts.map(async ({ host, address }) => `${address} ${await host.hostKey()}\n`),
  );
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  await writeFile(join(home, '.ssh/known_hosts'), known.join(''));
  const entries = hosts.map(({ id, host, address }) => ({
    ...{ id, label: id, address: `pi@${address}`, production: false },
    identityFile: host.users.pi.keyFile,
  }));
  await mkdir(join(home, 'state'), { recursive: true });
  await writeFile(join(home, 'state/hosts.json'), JSON.stringify({ hosts: entries }));
}

/** Starts so many hosts; the addresses are those of their cables, or of the links that `way` lays. */
export async function openFar(
  bench: Bench,
  count: number,
  way: (host: Host<'pi'>, index: number) => Promise<string> = async ({ address }) => address,
): Promise<Far> {
  const started: Host<'pi'>[] = [];
  const close = async () => {
    await Promise.all(started.map((host) => host.remove()));
  };
  try {
    const hosts: FarHost[] = [];
    for (let n = 0; n < count; n += 1) {
      const users = { pi: { docker: true } };
      const host = await startHost(`far-${n}`, { users, engine: bench.engine });
      started.push(host);
      hosts.push({ id: HostId.parse(`added:far-${n}`), host, address: await way(host, n) });
    }
    const app = await bench.startApp(undefined, (home) => writeHosts(home, hosts));
    const window = await openWindow(app);
    return {
      ...{ app, window, hosts },
      async connect(id) {
        await window.api.hosts.reconnect({ host: id });
        await untilState(window, id, (state) => state === 'online');
      },
      async close() {
        window.close();
        await app.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface LongWay extends Far {
  readonly id: HostId;
  readonly wan: Wan;
}

/** One host at the end of a long way, online. */
export async function openLongWay(bench: Bench, weather: Partial<Weather>): Promise<LongWay> {
  let wan: Wan | undefined;
  const far = await openFar(bench, 1, async (host) => {
    wan = await startWan(host, weather);
    return wan.address;
  });
  const [first] = far.hosts;
  if (wan === undefined || first === undefined) throw new Error('no host');
  const link = wan;
  const way = {
    ...far,
    ...{ id: first.id, wan: link },
    async close() {
      await far.close();
      await link.close();
    },
  };
  await far.connect(first.id).catch(async (error: unknown) => {
    await way.close();
    throw error;
  });
  return way;
}
