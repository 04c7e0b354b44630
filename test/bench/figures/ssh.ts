/** A host over SSH: its list, the first connect, an image to it, and the logins that all this takes. */
import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostId } from '../../../src/contract/ids.ts';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { startWebApp, type WebApp } from '../../e2e/support/web-app.ts';
import { type Engine, removeEngine, startEngine } from '../../support/bed/engines.ts';
import { type Host, startHost } from '../../support/hosts/hosts.ts';
import { buildImage } from '../../support/images/image.ts';
import { rawEngine } from '../../support/raw-engine.ts';
import { against, atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { dockerCli, runInto } from '../programs.ts';
import { median } from '../statistics.ts';

const farName = 'bench-far';
const host = HostId.parse('added:bench');
const reference = 'longshore/heavy:1';
const megabyte = 1024 * 1024;

interface Remote {
  readonly far: Engine;
  readonly pi: Host<'pi'>;
  readonly app: WebApp;
  readonly window: NodeWindow;
  /** The system's ssh with the user's key, first on the path of the peers. */
  readonly env: NodeJS.ProcessEnv;
  readonly docker: string;
}

async function open(bench: Bench): Promise<Remote> {
  await removeEngine(farName);
  const far = await startEngine('docker-20', farName);
  const users = { pi: { docker: true } };
  const pi = await startHost('bench', { users, engine: far, cli: 'docker' });
  const known = `${pi.address} ${await pi.hostKey()}\n`;
  const app = await startWebApp(bench.engine.dockerHost, async (home) => {
    await mkdir(join(home, '.ssh'), { mode: 0o700 });
    await copyFile(pi.users.pi.keyFile, join(home, '.ssh/id_ed25519'));
    await writeFile(join(home, '.ssh/known_hosts'), known);
    await mkdir(join(home, 'state'), { recursive: true });
    const entry = { id: host, label: 'pi', address: `pi@${pi.address}`, production: false };
    await writeFile(join(home, 'state/hosts.json'), JSON.stringify({ hosts: [entry] }));
  });
  const programs = join(bench.scratch, 'bin');
  await mkdir(programs, { recursive: true });
  await writeFile(join(bench.scratch, 'known_hosts'), known);
  const options = ['-F', 'none', '-i', pi.users.pi.keyFile, '-o', 'BatchMode=yes'];
  const files = ['-o', `UserKnownHostsFile=${join(bench.scratch, 'known_hosts')}`];
  const ssh = `#!/bin/sh\nexec /usr/bin/ssh ${[...options, ...files].join(' ')} "$@"\n`;
  await writeFile(join(programs, 'ssh'), ssh);
  await chmod(join(programs, 'ssh'), 0o755);
  const env = { PATH: `${programs}:${process.env.PATH ?? ''}` };
  return { far, pi, app, window: await openWindow(app), env, docker: await dockerCli() };
}

async function online({ window }: Remote): Promise<void> {
  for await (const hosts of window.api.hosts.watch({})) {
    if (hosts.some(({ id, state }) => id === host && state === 'online')) return;
  }
}

async function connectAndList(remote: Remote): Promise<void> {
  const { api } = remote.window;
  await api.hosts.reconnect({ host });
  await online(remote);
  await api.containers.list({ host });
}

async function lists(bench: Bench, remote: Remote): Promise<Measured[]> {
  const runs = bench.quick ? 1 : 5;
  const { window, pi, env, docker } = remote;
  bench.say('connecting and listing, here and with docker -H ssh://');
  const peer = () =>
    timed(() =>
      runInto(join(bench.scratch, 'ps'), [docker, '-H', `ssh://pi@${pi.address}`, 'ps', '-a'], env),
    );
  const connects = await byTurns(runs, {
    own: async () => {
      await window.api.hosts.disconnect({ host });
      return timed(() => connectAndList(remote));
    },
    peer,
  });
  const took = await byTurns(runs, {
    own: () => timed(() => window.api.containers.list({ host })),
    peer,
  });
  return [
    {
      ...{ name: 'ssh-connect', unit: 'ms', value: median(connects.own) },
      ...{ peer: median(connects.peer), bar: against('docker -H ssh:// ps', 0.7) },
      of: `median of ${runs}`,
    },
    {
      ...{ name: 'ssh-list', unit: 'ms', value: median(took.own), peer: median(took.peer) },
      ...{ bar: against('docker -H ssh:// ps', 0.05), of: `median of ${runs}` },
    },
  ];
}

async function image(bench: Bench, remote: Remote): Promise<Measured> {
  const runs = bench.quick ? 1 : 5;
  const { window, far, pi, env, docker } = remote;
  const size = (bench.quick ? 5 : 500) * megabyte;
  bench.say(
    `sending an image of ${size / megabyte} MB, here and with docker save | ssh docker load`,
  );
  // What cannot be compressed: nobody gains by it.
  const layer = [{ path: 'heavy', bytes: randomBytes(size), mode: 0o644 }];
  const made = buildImage({ tags: [reference], layers: [layer], config: {} });
  await bench.raw.load(made.saveTar([reference]));
  const away = () =>
    rawEngine(far.socket).ask('DELETE', `/images/${encodeURIComponent(reference)}?force=1`);
  const took = await byTurns(runs, {
    own: async () => {
      const ms = await timed(async () => {
        const { api } = window;
        const { job } = await api.images.send({ from: window.host, to: host, images: [reference] });
        for await (const jobs of api.jobs.watch({})) {
          const found = jobs.find(({ id }) => id === job);
          if (found?.state === 'failed') throw new Error(found.problem?.message);
          if (found?.state === 'done') break;
        }
      });
      await away();
      return ms;
    },
    peer: async () => {
      const save = `'${docker}' -H ${bench.engine.dockerHost} save ${reference}`;
      const line = `${save} | ssh pi@${pi.address} docker load`;
      const ms = await timed(() => runInto(join(bench.scratch, 'load'), ['sh', '-c', line], env));
      await away();
      return ms;
    },
  });
  await bench.raw.ask('DELETE', `/images/${encodeURIComponent(reference)}?force=1`);
  return {
    ...{ name: 'ssh-image', unit: 's', value: median(took.own) / 1_000 },
    ...{ peer: median(took.peer) / 1_000, bar: against('docker save | ssh docker load', 1.15) },
    of: `median of ${runs}`,
  };
}

/** 200 calls of all kinds, four shells and two followed logs: how often sshd has let us in for it. */
async function logins(bench: Bench, remote: Remote): Promise<Measured> {
  const { api } = remote.window;
  bench.say('200 calls, 4 terminals, 2 logs');
  const raw = rawEngine(remote.far.socket);
  const Cmd = ['sh', '-c', 'while :; do echo line; sleep 0.1; done'];
  await raw.run({ Image: 'longshore/busybox:1', Cmd });
  const before = await remote.pi.accepted();
  await api.hosts.disconnect({ host });
  await connectAndList(remote);
  const [row] = await api.containers.list({ host });
  if (!row) throw new Error('the container is not in the list');
  const stop = new AbortController();
  const size = { columns: 80, rows: 24 };
  for (let n = 0; n < 4; n += 1) await api.terminals.open({ target: { kind: 'host', host }, size });
  const follow = async () => {
    const { signal } = stop;
    for await (const _ of api.containers.logs(
      { host, id: row.id, follow: true, tail: 10 },
      { signal },
    )) {
      // Read and forgotten.
    }
  };
  const logs = [follow(), follow()].map((one) => one.catch(() => {}));
  const kinds = [
    () => api.containers.list({ host }),
    () => api.containers.detail({ host, id: row.id }),
    () => api.images.list({ host }),
    () => api.containers.inspect({ host, id: row.id }),
  ];
  await Promise.all(Array.from({ length: 200 }, (_, n) => kinds[n % kinds.length]?.()));
  stop.abort();
  await Promise.all(logs);
  await raw.removeAll();
  return {
    ...{ name: 'ssh-logins', unit: 'requests', value: (await remote.pi.accepted()) - before },
    ...{ bar: atMost(1, 'requests'), of: 'one run; logins in the log of sshd' },
  };
}

export const ssh: Group = {
  name: 'ssh',
  figures: ['ssh-connect', 'ssh-list', 'ssh-logins', 'ssh-image'],
  async run(bench) {
    const remote = await open(bench);
    try {
      const measured = await lists(bench, remote);
      return [...measured, await logins(bench, remote), await image(bench, remote)];
    } finally {
      remote.window.close();
      await remote.app.stop();
      await remote.pi.remove();
      await removeEngine(farName);
    }
  },
};
