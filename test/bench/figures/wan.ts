/** A host at the end of a long way: its list, a terminal, and a way that is cut for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerId } from '../../../src/contract/ids.ts';
import { type LongWay, openLongWay, untilState } from '../far-hosts.ts';
import { against, atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { median, percentile } from '../statistics.ts';
import { engineLine, keysInARow, ownLine, type } from './keystroke.ts';

const rows = 10;

/** As a screen does that shows the list: the host's events are wanted, too. */
function openScreen({ window: { api }, id }: LongWay): () => void {
  const stop = new AbortController();
  const watch = async () => {
    for await (const _ of api.changes.watch({ host: id }, { signal: stop.signal })) {
      // The screen would draw it.
    }
  };
  watch().catch(() => {});
  return () => stop.abort();
}

async function lists(bench: Bench, far: LongWay): Promise<Measured> {
  const { api } = far.window;
  const list = () => api.containers.list({ host: far.id });
  const first = await timed(list);
  const runs = bench.quick ? 3 : 30;
  bench.say(`a list of ${rows} at a round trip of 100 ms`);
  const took = await byTurns(runs, {
    own: () => timed(list),
    way: () => far.wan.roundTripMs(),
    engine: () => timed(() => bench.raw.ask('GET', '/containers/json?all=1')),
  });
  const [own, way, engine] = [median(took.own), median(took.way), median(took.engine)];
  return {
    ...{ name: 'wan-list', unit: 'ms', value: own, peer: way, of: `median of ${runs}` },
    bar: against('the round trip', 1.3, Number(engine.toFixed(1))),
    parts:
      `the first after the login ${first.toFixed(0)} ms, ` +
      `quickest ${Math.min(...took.own).toFixed(0)} ms; the engine itself ${engine.toFixed(1)} ms`,
  };
}

export const wanList: Group = {
  name: 'wan-list',
  figures: ['wan-list'],
  async run(bench) {
    await bench.populate(rows);
    const far = await openLongWay(bench, { delayMs: 50 });
    const leave = openScreen(far);
    try {
      return [await lists(bench, far)];
    } finally {
      leave();
      await far.close();
    }
  },
};

async function typeThere(bench: Bench, far: LongWay, container: ContainerId): Promise<Measured> {
  const line = await ownLine({ api: far.window.api, host: far.id }, container);
  const local = await engineLine(bench, container);
  const keys: number[] = [];
  const ways: number[] = [];
  const engine: number[] = [];
  await type(line, 5);
  await type(local, 5);
  for (let row = 0; row < (bench.quick ? 1 : 5); row += 1) {
    keys.push(...(await type(line, keysInARow)));
    engine.push(...(await type(local, keysInARow)));
    for (let n = 0; n < keysInARow / 4; n += 1) ways.push(await far.wan.roundTripMs());
  }
  await line.end();
  await local.end();
  const way = percentile(ways, 0.5);
  return {
    ...{ name: 'wan-keystroke', unit: 'ms', value: percentile(keys, 0.95), peer: way },
    bar: against('the round trip', 1, 10),
    of: `p95 of ${keys.length}; peer: median of ${ways.length} round trips of TCP`,
    parts:
      `median ${median(keys).toFixed(1)} ms; p95 of the round trip itself ` +
      `${percentile(ways, 0.95).toFixed(1)} ms, of the engine without the way ` +
      `${percentile(engine, 0.95).toFixed(1)} ms`,
  };
}

export const wanKeystroke: Group = {
  name: 'wan-keystroke',
  figures: ['wan-keystroke'],
  async run(bench) {
    const id = await bench.raw.run({ Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] });
    const far = await openLongWay(bench, { delayMs: 10 });
    bench.say('typing at a round trip of 20 ms');
    try {
      return [await typeThere(bench, far, ContainerId.parse(id))];
    } finally {
      await far.close();
      await bench.raw.request('DELETE', `/containers/${id}?force=1`);
    }
  },
};

interface Cut {
  readonly detectedMs: number;
  readonly backMs: number;
}

/** Cuts the way, waits, heals it. `onBack` runs in the moment in which it is whole again. */
async function cutOnce(
  bench: Bench,
  far: LongWay,
  onBack: () => Promise<unknown> = async () => {},
): Promise<Cut> {
  const { window, id, wan } = far;
  const cutForMs = bench.quick ? 0 : 90_000;
  const cutAtMs = performance.now();
  wan.cut();
  await untilState(window, id, (state) => state !== 'online');
  const detectedMs = performance.now() - cutAtMs;
  await sleep(Math.max(2_000, cutForMs - detectedMs));
  wan.restore();
  const backMs = await timed(async () => {
    await onBack();
    await untilState(window, id, (state) => state === 'online');
    await window.api.containers.list({ host: id });
  });
  return { detectedMs, backMs };
}

export const wanCut: Group = {
  name: 'wan-cut',
  figures: ['wan-cut-detected', 'wan-cut-back', 'wan-cut-back-event'],
  async run(bench) {
    const far = await openLongWay(bench, { delayMs: 10 });
    const leave = openScreen(far);
    const runs = bench.quick ? 1 : 2;
    const alone: Cut[] = [];
    try {
      await far.window.api.containers.list({ host: far.id });
      bench.say(`cutting the way ${runs + 1} times`);
      for (let n = 0; n < runs; n += 1) alone.push(await cutOnce(bench, far));
      const told = await cutOnce(bench, far, () => far.window.api.hosts.networkChanged({}));
      const worst = (pick: (cut: Cut) => number, all: readonly Cut[]) =>
        Math.max(...all.map(pick)) / 1_000;
      const detected = worst(({ detectedMs }) => detectedMs, [...alone, told]);
      const of = `worst of ${runs}${bench.quick ? '' : '; cut for 90 s'}`;
      return [
        {
          ...{ name: 'wan-cut-detected', unit: 's', value: detected, bar: atMost(40, 's') },
          of: `worst of ${runs + 1}`,
        },
        {
          ...{ name: 'wan-cut-back', unit: 's', bar: atMost(5, 's'), of },
          value: worst(({ backMs }) => backMs, alone),
        },
        {
          ...{ name: 'wan-cut-back-event', unit: 's', bar: atMost(3, 's'), of: 'one run' },
          value: told.backMs / 1_000,
        },
      ];
    } finally {
      leave();
      await far.close();
    }
  },
};
