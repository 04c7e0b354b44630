/** From the moment at which the engine says that something happened to the row that shows it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '../browser.ts';
import { type EngineEvents, engineEvents } from '../engine-events.ts';
import { atMost } from '../figure.ts';
import type { Bench, Group } from '../group.ts';
import { openList } from '../list-page.ts';
import { taken, visibleRows, watchRow } from '../page/painted.ts';
import { median, percentile } from '../statistics.ts';
import { rowsOf } from './list.ts';

const limitMs = 20_000;
/** So that one event's work is over when the next one comes. */
const pauseMs = 150;

interface Deed {
  readonly id: string;
  /** The row's key in the page. */
  readonly key: string;
  readonly column: string;
  readonly text: string;
  readonly action: string;
  /** The engine's path that makes it happen. */
  readonly path: string;
}

interface Scene {
  readonly bench: Bench;
  readonly page: Page;
  readonly events: EngineEvents;
}

/** Milliseconds from the event's own time to the painted row. */
async function see({ bench, page, events }: Scene, deed: Deed): Promise<number> {
  const { key, column, text } = deed;
  await page.run(watchRow, { name: 'row', key, column, text, limitMs });
  const happened = events.next(deed.id, deed.action);
  await bench.raw.request('POST', `/containers/${deed.id}/${deed.path}`);
  const painted = Number(await page.run(taken, 'row'));
  await sleep(pauseMs);
  return painted - (await happened);
}

/** Renames rows that are on screen, and puts their names back. */
async function renames(scene: Scene, count: number): Promise<Deed[]> {
  const rows = await scene.page.run(visibleRows, undefined);
  const ids = new Map(
    (await scene.bench.raw.request<{ Id: string }[]>('GET', '/containers/json?all=1')).map(
      ({ Id }) => [Id.slice(0, 12), Id],
    ),
  );
  return rows.slice(2, 2 + count).flatMap(({ key, name }) => {
    const common = { id: ids.get(key) ?? key, key, column: 'name', action: 'rename' };
    return [`${name}-renamed`, name].map((text) => ({
      ...common,
      text,
      path: `rename?name=${encodeURIComponent(text)}`,
    }));
  });
}

/** Pauses a running container and lets it go on, again and again. */
function pauses(id: string, count: number): Deed[] {
  const common = { id, key: id.slice(0, 12), column: 'state' };
  return Array.from({ length: count }, () => [
    { ...common, text: 'Paused', action: 'pause', path: 'pause' },
    { ...common, text: 'Running', action: 'unpause', path: 'unpause' },
  ]).flat();
}

async function watch(bench: Bench, { running, rows }: { running: string; rows: number }) {
  const app = await bench.startApp();
  const { page } = await openList(await bench.browser(), { app, rows });
  const events = await engineEvents(bench.engine.socket);
  const scene = { bench, page, events };
  const took: number[] = [];
  const each = bench.quick ? 3 : 12;
  bench.say(`${4 * each} events`);
  try {
    for (const deed of [...(await renames(scene, each)), ...pauses(running, each)]) {
      took.push(await see(scene, deed));
    }
  } finally {
    events.close();
    await page.close();
  }
  return took;
}

async function run(bench: Bench) {
  const rows = (await bench.populate(rowsOf(bench))).length + 1;
  const Image = 'longshore/busybox:1';
  // By its name the first of the list: it is on screen.
  const running = await bench.raw.run({ name: 'a-running', Image, Cmd: ['sleep', '3600'] });
  try {
    return await watch(bench, { running, rows });
  } finally {
    await bench.raw.request('DELETE', `/containers/${running}?force=1`);
  }
}

export const event: Group = {
  name: 'event',
  figures: ['event'],
  async run(bench) {
    const took = await run(bench);
    return [
      {
        ...{ name: 'event', unit: 'ms', value: percentile(took, 0.95), bar: atMost(100, 'ms') },
        of: `p95 of ${took.length} events`,
        parts: `median ${median(took).toFixed(0)} ms, slowest ${Math.max(...took).toFixed(0)} ms`,
      },
    ];
  },
};
