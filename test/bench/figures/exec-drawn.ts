/** 20 MB printed in the app's terminal to the last byte drawn, and given to xterm.js alone. */
import { resolve } from 'node:path';
import type { Page } from '../browser.ts';
import { against, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group } from '../group.ts';
import { openProbe, screenOf } from '../list-page.ts';
import {
  type Feed,
  feedFromSocket,
  feedTerminal,
  pressButton,
  terminalShows,
  watchMark,
} from '../page/feed-terminal.ts';
import { taken } from '../page/painted.ts';
import { rawExec } from '../raw-exec.ts';
import { serveStatic } from '../static-server.ts';
import { median } from '../statistics.ts';
import { lineOf, type Printed, writeText } from './exec.ts';

const xterm = resolve(import.meta.dirname, '../../../node_modules/@xterm/xterm');
const limitMs = 120_000;

const barePage = `<!doctype html>
<link rel="stylesheet" href="/css/xterm.css" />
<body></body>
<script type="module">
  import { Terminal } from '/lib/xterm.mjs';
  globalThis.openBareTerminal = (options) => new Terminal(options);
</script>`;

/** Prints the text and then a mark; tells how large its terminal is. */
const script = 'stty size > /tmp/size; cat /tmp/text; echo end-of-$1';

async function typeLine(page: Page, line: string): Promise<void> {
  for (const key of line) await page.press(key);
  await page.press('Enter');
}

/** The app's terminal tab with a shell's prompt. */
async function openShell(bench: Bench, text: Printed): Promise<Page> {
  const app = await bench.startApp();
  const page = await openProbe(await bench.browser());
  const url = await app.newUrl();
  await page.goto(url);
  await page.run(pressButton, { name: 'Run', limitMs });
  await page.goto(screenOf(url, `containers/${text.id.slice(0, 12)}/terminal`));
  await page.run(pressButton, { name: 'Open', limitMs });
  await page.run(terminalShows, { mark: '#', limitMs });
  return page;
}

async function printInApp(page: Page, run: number): Promise<number> {
  await page.run(watchMark, { mark: `end-of-${run}`, limitMs });
  await typeLine(page, `sh /tmp/print ${run}`);
  return Number(await page.run(taken, 'mark'));
}

/** The engine's own connection: no backend, no wire. */
async function* fromEngine({ raw }: Bench, text: Printed): AsyncGenerator<Uint8Array> {
  yield* (await rawExec(raw, text.id, ['cat', '/tmp/text'])) as AsyncIterable<Uint8Array>;
}

/** As the app's own terminal is, which has printed once. */
async function feedLike({ raw }: Bench, text: Printed): Promise<Omit<Feed, 'mark'>> {
  const { output } = await raw.exec(text.id, ['cat', '/tmp/size']);
  const [rows = 24, columns = 80] = output.trim().split(' ').map(Number);
  return {
    ...{ columns, rows, scrollback: 10_000, fontSize: 13, limitMs },
    ...{ line: lineOf(), lines: text.lines },
  };
}

async function measure(bench: Bench, text: Printed) {
  const page = await openShell(bench, text);
  const messages = () => fromEngine(bench, text);
  const bare = await serveStatic({ folder: xterm, page: barePage, messages });
  const alone = await openProbe(await bench.browser());
  try {
    // Both once unmeasured: their code is warm then, and the app's size known.
    await printInApp(page, 0);
    const feed = await feedLike(bench, text);
    await alone.goto(bare.url);
    await alone.run(feedTerminal, { ...feed, mark: 'end-of-0' });
    const runs = bench.quick ? 1 : 5;
    bench.say(`drawing ${text.ttyBytes} bytes, ${runs} times each`);
    let mark = 0;
    const next = () => {
      mark += 1;
      return mark;
    };
    return await byTurns(runs, {
      own: () => printInApp(page, next()),
      live: () => alone.run(feedFromSocket, { mark: `end-of-${next()}`, limitMs }),
      xterm: () => alone.run(feedTerminal, { ...feed, mark: `end-of-${next()}` }),
    });
  } finally {
    bare.close();
    await alone.close();
    await page.close();
  }
}

export const execDrawn: Group = {
  name: 'exec-drawn',
  figures: ['exec-drawn', 'exec-drawn-live'],
  async run(bench): Promise<Measured[]> {
    const text = await writeText(bench);
    const remove = () => bench.raw.request('DELETE', `/containers/${text.id}?force=1`);
    await bench.raw.exec(text.id, ['sh', '-c', `echo '${script}' > /tmp/print`]);
    const took = await measure(bench, text).finally(remove);
    const seconds = (all: readonly number[]) => all.map((ms) => (ms / 1000).toFixed(2)).join(', ');
    const common = {
      ...{ of: `median of ${took.own.length}`, value: median(took.own) / 1000 },
      unit: 's',
      parts: `runs here ${seconds(took.own)} s; xterm.js given all at once ${seconds(took.xterm)} s, as the engine prints them ${seconds(took.live)} s`,
    } as const;
    return [
      // All bytes are in the page before the clock starts: the engine's own time is not in it.
      {
        ...{ name: 'exec-drawn', ...common, peer: median(took.xterm) / 1000 },
        bar: against('xterm.js alone', 1.3),
      },
      // The same work without the app: a bare page on the engine's own connection.
      {
        ...{ name: 'exec-drawn-live', ...common, peer: median(took.live) / 1000 },
        bar: against('xterm.js alone on the engine', 1.3),
      },
    ];
  },
};
