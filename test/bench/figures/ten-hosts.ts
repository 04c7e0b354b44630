/** Ten hosts at once: one that is dead must cost the others nothing, and ten that rest next to nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../support/bed/run.ts';
import { startWan, type Wan } from '../../support/hosts/wan.ts';
import { type Far, type FarHost, openFar } from '../far-hosts.ts';
import { atMost, below, type Measured } from '../figure.ts';
import { type Bench, type Group, timed } from '../group.ts';
import { openList } from '../list-page.ts';
import { cpuSeconds } from '../process-usage.ts';
import { median } from '../statistics.ts';

const count = 10;
const rows = 10;

/** The middle of so many lists of each host, one after another. */
async function listsOf({ window }: Far, hosts: readonly FarHost[], runs: number) {
  const took = hosts.map(() => [] as number[]);
  for (let n = 0; n < runs; n += 1) {
    for (const [at, { id }] of hosts.entries()) {
      took[at]?.push(await timed(() => window.api.containers.list({ host: id })));
    }
  }
  return took.map(median);
}

async function withOneDead(bench: Bench, far: Far): Promise<Measured[]> {
  const [dead, ...others] = far.hosts;
  if (dead === undefined) throw new Error('no host');
  const { api } = far.window;
  const runs = bench.quick ? 2 : 9;
  await Promise.all(others.map(({ id }) => far.connect(id)));
  await listsOf(far, others, 2);
  const alone = await listsOf(far, others, runs);

  bench.say('nine lists while the tenth host does not answer');
  let isOver = false;
  await api.hosts.reconnect({ host: dead.id });
  const deadList = api.containers.list({ host: dead.id }).then(
    () => 'answered',
    () => 'refused',
  );
  const over = deadList.then((how) => {
    isOver = true;
    return how;
  });
  let late = 0;
  await Promise.all(
    others.map(async ({ id }) => {
      await api.containers.list({ host: id });
      if (isOver) late += 1;
    }),
  );
  const beside = await listsOf(far, others, runs);
  const isStillTried = !isOver;
  if ((await over) !== 'refused' || !isStillTried) {
    throw new Error('the dead host was given up before the others had been asked');
  }
  const more = beside.map((ms, at) => ms - (alone[at] ?? 0));
  return [
    {
      ...{ name: 'ten-hosts-list', unit: 'ms', value: Math.max(...more), bar: atMost(50, 'ms') },
      of: `worst of nine hosts; median of ${runs} beside the dead one, less the same alone`,
      parts: `alone ${alone.map(Math.round).join(', ')} ms; beside it ${beside.map(Math.round).join(', ')} ms`,
    },
    {
      ...{ name: 'ten-hosts-waiting', unit: 'requests', value: late, bar: atMost(0, 'requests') },
      of: 'nine lists asked together with that of the dead host: answered after it',
    },
  ];
}

export const tenHosts: Group = {
  name: 'ten-hosts',
  figures: ['ten-hosts-list', 'ten-hosts-waiting'],
  async run(bench) {
    await bench.populate(rows);
    bench.say(`starting ${count} hosts`);
    let wan: Wan | undefined;
    const far = await openFar(bench, count, async (host, index) => {
      if (index > 0) return host.address;
      wan = await startWan(host, { lossPercent: 100 });
      return wan.address;
    });
    try {
      return await withOneDead(bench, far);
    } finally {
      await far.close();
      await wan?.close();
    }
  },
};

/** Bytes of TCP, without its headers, that have gone over the connection to a host in both directions. */
async function payloadOf({ address }: FarHost): Promise<number> {
  const said = await run('ss', ['-tinH', 'state', 'established', 'dst', address]);
  const bytes = [...said.matchAll(/\bbytes_(?:sent|received):(\d+)/g)].map(([, n]) => Number(n));
  if (bytes.length === 0) throw new Error(`nobody is connected to ${address}`);
  return bytes.reduce((sum, one) => sum + one, 0);
}

async function rest(bench: Bench, far: Far): Promise<Measured[]> {
  const seconds = bench.quick ? 12 : 60;
  await Promise.all(far.hosts.map(({ id }) => far.connect(id)));
  const names = await bench.populate(rows);
  const { page } = await openList(await bench.browser(), { app: far.app, rows: names.length });
  await sleep(5_000);
  bench.say(`idle for ${seconds} s with ${count} hosts`);
  const payloads = () => Promise.all(far.hosts.map(payloadOf));
  const [cpu, sent] = [await cpuSeconds(far.app.pid), await payloads()];
  await sleep(seconds * 1_000);
  const used = (await cpuSeconds(far.app.pid)) - cpu;
  const more = (await payloads()).map((bytes, at) => bytes - (sent[at] ?? 0));
  await page.close();
  const of = `one run of ${seconds} s`;
  return [
    {
      ...{ name: 'idle-hosts-cpu', unit: '% of a core', value: (100 * used) / seconds, of },
      ...{ bar: below(1, '% of a core'), parts: `${used.toFixed(2)} s on a core` },
    },
    {
      ...{ name: 'idle-hosts-payload', unit: 'kB', bar: atMost(2, 'kB') },
      value: ((Math.max(...more) / seconds) * 60) / 1_000,
      of: `${of}; a minute of the host that has most`,
    },
  ];
}

export const idleHosts: Group = {
  name: 'idle-hosts',
  figures: ['idle-hosts-cpu', 'idle-hosts-payload'],
  async run(bench) {
    bench.say(`starting ${count} hosts`);
    const far = await openFar(bench, count);
    try {
      return await rest(bench, far);
    } finally {
      await far.close();
    }
  },
};
