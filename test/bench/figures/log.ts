/** One million lines of log, some 200 MB, and what happens to a window that does not read them. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerId } from '../../../src/contract/ids.ts';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { against, atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { cpuSeconds, residentMiB } from '../process-usage.ts';
import { dockerCli, runInto } from '../programs.ts';
import { median, worst } from '../statistics.ts';

/** With the newline; a million of them are about 200 MB. */
const lineBytes = 200;
const fullLines = 1_000_000;
const quickLines = 20_000;

interface Written {
  readonly id: ContainerId;
  readonly bytes: number;
  readonly lines: number;
}

/** A container that has printed its lines and ended. */
async function writeLog({ raw, quick, say }: Bench): Promise<Written> {
  const lines = quick ? quickLines : fullLines;
  say(`writing a log of ${lines} lines`);
  const id = await raw.run({
    Image: 'longshore/busybox:1',
    Cmd: ['sh', '-c', `yes "$LINE" | head -n ${lines}`],
    Env: [
      `LINE=${'the quick brown fox jumps over the lazy dog, '.repeat(5).slice(0, lineBytes - 1)}`,
    ],
    HostConfig: { LogConfig: { Type: 'json-file' } },
  });
  // Longer than one request may take: asked again and again.
  while ((await stateOf(raw, id)) === 'running') await sleep(200);
  return { id: ContainerId.parse(id), bytes: lines * lineBytes, lines };
}

async function stateOf(raw: Bench['raw'], id: string): Promise<string> {
  const { State } = await raw.request<{ State: { Status: string } }>(
    'GET',
    `/containers/${id}/json`,
  );
  return State.Status;
}

/** Reads the whole log in a window; fails when a byte is missing. */
async function readAll({ api, host }: NodeWindow, { id, bytes }: Written): Promise<void> {
  let received = 0;
  for await (const event of api.containers.logs({ host, id, follow: false, tail: 'all' })) {
    if (event instanceof Uint8Array) received += event.byteLength;
  }
  // Eight bytes of header stand before each of the engine's frames.
  if (received < bytes) throw new Error(`only ${received} of ${bytes} bytes of the log came`);
}

async function hasAtLeast(file: string, bytes: number): Promise<void> {
  const { size } = await stat(file);
  if (size < bytes) throw new Error(`${file} has ${size} of ${bytes} bytes`);
}

async function run(bench: Bench): Promise<Measured[]> {
  const { engine, raw, quick, scratch, say } = bench;
  const log = await writeLog(bench);
  const app = await bench.startApp();
  const window = await openWindow(app);
  const docker = await dockerCli();
  const file = join(scratch, 'log');
  const url = `http://engine/containers/${log.id}/logs?stdout=1&stderr=1`;
  const runs = quick ? 1 : 5;
  say(`reading it ${runs} times each: here, with curl, with docker logs`);
  // Once unmeasured: the file is in the machine's memory for all, and the code is warm.
  await readAll(window, log);
  const used = { backend: [] as number[], client: [] as number[] };
  const took = await byTurns(runs, {
    own: async () => {
      const [backend, client] = [await cpuSeconds(app.pid), await cpuSeconds(process.pid)];
      const ms = await timed(() => readAll(window, log));
      used.backend.push((await cpuSeconds(app.pid)) - backend);
      used.client.push((await cpuSeconds(process.pid)) - client);
      return ms;
    },
    curl: () =>
      timed(() => runInto('/dev/null', ['curl', '-sf', '--unix-socket', engine.socket, url])),
    docker: async () => {
      const ms = await timed(() =>
        runInto(file, [docker, 'logs', log.id], { DOCKER_HOST: engine.dockerHost }),
      );
      await hasAtLeast(file, log.bytes);
      return ms;
    },
  });
  window.close();
  await raw.request('DELETE', `/containers/${log.id}?force=1`);
  const seconds = {
    own: median(took.own) / 1000,
    curl: median(took.curl) / 1000,
    docker: median(took.docker) / 1000,
  };
  const common = { unit: 's', value: seconds.own, of: `median of ${runs}` } as const;
  const parts =
    `runs here ${list(took.own)}, of which on a core: backend ${median(used.backend).toFixed(1)} s, ` +
    `client ${median(used.client).toFixed(1)} s; curl ${list(took.curl)}; docker logs ${list(took.docker)}`;
  return [
    {
      ...{ name: 'log-1m', ...common, parts },
      ...{ peer: seconds.curl, bar: against('curl of the raw API', 1.25) },
    },
    {
      ...{ name: 'log-1m-docker', ...common, parts },
      ...{ peer: seconds.docker, bar: against('docker logs to a file', 1) },
    },
  ];
}

const list = (milliseconds: readonly number[]) =>
  `${milliseconds.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s`;

export const log1m: Group = { name: 'log-1m', figures: ['log-1m', 'log-1m-docker'], run };

const settleMs = 3_000;

/** Opens the log, takes its first bytes and no more; gives by how much the backend grew. */
async function stall(bench: Bench, log: Written): Promise<number> {
  const app = await bench.startApp();
  const window = await openWindow(app);
  await sleep(settleMs);
  const before = await residentMiB(app.pid);
  let most = before;
  const watchMs = bench.quick ? 3_000 : 20_000;
  const stop = new AbortController();
  const input = { host: window.host, id: log.id, follow: false, tail: 'all' } as const;
  const events = window.api.containers.logs(input, { signal: stop.signal })[Symbol.asyncIterator]();
  await events.next();
  await events.next();
  for (const end = performance.now() + watchMs; performance.now() < end; ) {
    await sleep(100);
    most = Math.max(most, await residentMiB(app.pid));
  }
  stop.abort();
  window.close();
  await app.stop();
  return most - before;
}

export const logStalled: Group = {
  name: 'log-stalled',
  figures: ['log-stalled'],
  async run(bench) {
    const log = await writeLog(bench);
    const growth: number[] = [];
    const runs = bench.quick ? 1 : 3;
    bench.say(`a window that does not read, ${runs} times`);
    for (let count = 0; count < runs; count += 1) growth.push(await stall(bench, log));
    await bench.raw.request('DELETE', `/containers/${log.id}?force=1`);
    return [
      {
        ...{ name: 'log-stalled', unit: 'MiB', value: worst(growth), bar: atMost(32, 'MiB') },
        of: `worst of ${runs}, peak growth in ${bench.quick ? 3 : 20} s`,
        parts: `grew by ${growth.map((one) => one.toFixed(1)).join(', ')} MiB`,
      },
    ];
  },
};
