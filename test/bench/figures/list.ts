/** 1,000 containers on screen: by a navigation, by a switch inside the app, and filtered. */
import { against, atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { openList, partsOf, screenOf, wanted } from '../list-page.ts';
import { type Loaded, listLoaded, taken, watchClick, watchKey } from '../page/painted.ts';
import { median, percentile } from '../statistics.ts';

/** How many containers a list has; few in a quick run. */
export const rowsOf = ({ quick }: Bench): number => (quick ? 60 : 1_000);

const search = '[data-search-field]';
/** Letters of the names (population.ts): each narrows the list, each Backspace widens it. */
const typed = ['kmp', 'zt', 'wvk', 'qpt', 'mzw', 'tkv'];

/** How long the engine itself takes for the same rows. */
function askEngine({ raw }: Bench): Promise<number> {
  return timed(() => raw.ask('GET', '/containers/json?all=1'));
}

type Opened = Awaited<ReturnType<typeof openList>> & { readonly names: readonly string[] };

async function navigate(bench: Bench, { page, url, names }: Opened): Promise<Measured> {
  const loads: Loaded[] = [];
  const runs = bench.quick ? 1 : 5;
  const took = await byTurns(runs, {
    engine: () => askEngine(bench),
    own: async () => {
      await page.goto(screenOf(url, 'containers'));
      const load = await page.run(listLoaded, wanted(names.length));
      loads.push(load);
      return load.paintedMs;
    },
  });
  return {
    ...{ name: 'list-navigation', unit: 'ms', of: `median of ${runs}` },
    ...{ value: median(took.own), peer: median(took.engine) },
    ...{ bar: against('the engine', 1, 800), parts: partsOf(loads) },
  };
}

/** From the images to the containers by a click in the rail, in an app that was just opened there. */
async function changeScreen(bench: Bench, { page, url, names }: Opened): Promise<Measured> {
  const runs = bench.quick ? 1 : 5;
  const took = await byTurns(runs, {
    engine: () => askEngine(bench),
    own: async () => {
      await page.goto(screenOf(url, 'images'));
      await page.run(listLoaded, { ...wanted(4), label: 'Images' });
      await page.run(watchClick, wanted(names.length));
      await page.click('nav a[href$="/containers"]');
      return Number(await page.run(taken, 'click'));
    },
  });
  return {
    ...{ name: 'list-switch', unit: 'ms', of: `median of ${runs}` },
    ...{ value: median(took.own), peer: median(took.engine) },
    ...{ bar: against('the engine', 1.3, 150), parts: `runs ${took.own.map(Math.round)} ms` },
  };
}

/** Keys in the filter, each with the number of rows that it leaves. */
function keys(names: readonly string[]): { key: string; rows: number }[] {
  const count = (text: string) => names.filter((name) => name.includes(text)).length;
  return typed.flatMap((word) => {
    const texts = [...word].map((_, at) => word.slice(0, at + 1));
    return [
      ...texts.map((text) => ({ key: text.at(-1) ?? '', rows: count(text) })),
      ...texts.toReversed().map((text) => ({ key: 'Backspace', rows: count(text.slice(0, -1)) })),
    ];
  });
}

async function filter({ page, url, names }: Opened): Promise<Measured> {
  await page.goto(screenOf(url, 'containers'));
  await page.run(listLoaded, wanted(names.length));
  await page.click(search);
  const took: number[] = [];
  let before = names.length;
  for (const { key, rows } of keys(names)) {
    await page.run(watchKey, wanted(rows));
    await page.press(key);
    const ms = Number(await page.run(taken, 'key'));
    // A key that leaves as many rows as there were would be timed at once.
    if (rows !== before) took.push(ms);
    before = rows;
  }
  return {
    ...{ name: 'list-filter', unit: 'ms', value: percentile(took, 0.95) },
    ...{ bar: atMost(50, 'ms'), of: `p95 of ${took.length} keys` },
    parts: `median ${median(took).toFixed(0)} ms, slowest ${Math.max(...took).toFixed(0)} ms`,
  };
}

export const list1000: Group = {
  name: 'list-1000',
  figures: ['list-navigation', 'list-switch', 'list-filter'],
  async run(bench) {
    const names = await bench.populate(rowsOf(bench));
    const browser = await bench.browser();
    const app = await bench.startApp();
    bench.say(`a list of ${names.length}`);
    const opened = { ...(await openList(browser, { app, rows: names.length })), names };
    try {
      return [
        await navigate(bench, opened),
        await changeScreen(bench, opened),
        await filter(opened),
      ];
    } finally {
      await opened.page.close();
    }
  },
};
