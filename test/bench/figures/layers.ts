/** The layer explorer on an image of 2 GB, 100,000 files and 20 layers. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnalysedImage } from '../../../src/contract/layers.ts';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { against, atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { fullSize, loadLayered, quickSize } from '../layered-image.ts';
import { residentMiB } from '../process-usage.ts';
import { dockerCli, runInto } from '../programs.ts';
import { median, worst } from '../statistics.ts';

async function save({ engine }: Bench, image: string): Promise<void> {
  const env = { DOCKER_HOST: engine.dockerHost };
  await runInto('/dev/null', [await dockerCli(), 'save', image], env);
}

async function analyse({ api, host }: NodeWindow, image: string): Promise<AnalysedImage> {
  const source = { kind: 'image', host, image } as const;
  for await (const event of api.layers.analyse({ source })) {
    if (event.state === 'done') return event.image;
  }
  throw new Error('the analysis ended without an image');
}

/** The most that a process holds while something runs, beyond what it held before. */
async function growth(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = await residentMiB(pid);
  let most = before;
  let over = false;
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, await residentMiB(pid));
      await sleep(50);
    }
  })();
  await work().finally(() => {
    over = true;
  });
  await watching;
  return most - before;
}

interface Trees {
  readonly open: number[];
  readonly filter: number[];
  readonly expand: number[];
}

/** What a person does with the tree, each timed from the question to the rows. */
async function useTree({ api }: NodeWindow, image: AnalysedImage): Promise<Trees> {
  const trees: Trees = { open: [], filter: [], expand: [] };
  const last = image.layers.length - 1;
  const ask = (shape: Partial<Parameters<typeof api.layers.tree>[0]>) =>
    timed(() =>
      api.layers.tree({ analysis: image.analysis, layer: last, view: 'stack', ...shape }),
    );
  for (const layer of [last, 0, last - 1]) trees.open.push(await ask({ layer }));
  trees.expand.push(await ask({ open: 'all' }), await ask({ open: 'all', sort: 'size' }));
  for (const word of ['file-12', 'group-4', 'part-3/g']) {
    const texts = [...word].map((_, at) => word.slice(0, at + 1));
    for (const text of [...texts, ...texts.toReversed()]) trees.filter.push(await ask({ text }));
  }
  return trees;
}

async function measure(bench: Bench, [first, second]: [string, string]): Promise<Measured[]> {
  const memory: number[] = [];
  let window: NodeWindow | undefined;
  let image: AnalysedImage | undefined;
  const runs = bench.quick ? 1 : 3;
  const took = await byTurns(runs, {
    save: () => timed(() => save(bench, first)),
    own: async () => {
      bench.say('an analysis');
      // A new app each time: nothing is remembered.
      const app = await bench.startApp();
      const opened = await openWindow(app);
      window = opened;
      return timed(async () => {
        memory.push(
          await growth(app.pid, async () => {
            image = await analyse(opened, first);
          }),
        );
      });
    },
  });
  if (window === undefined || image === undefined) throw new Error('nothing was analysed');
  const trees = await useTree(window, image);
  const saved = await timed(() => save(bench, second));
  const again = await timed(() => analyse(window as NodeWindow, second));
  const of = `median of ${runs}`;
  const whole = median(took.own);
  const parts = `runs ${took.own.map(Math.round)} ms against ${took.save.map(Math.round)} ms`;
  return [
    {
      ...{ name: 'layers-analysis', unit: 'ms', of, value: whole, peer: median(took.save) },
      ...{ bar: against('docker save', 1.25), parts },
    },
    {
      ...{ name: 'layers-memory', unit: 'MiB', of: `worst of ${runs}`, value: worst(memory) },
      ...{ bar: atMost(300, 'MiB'), parts: `runs ${memory.map(Math.round)} MiB` },
    },
    {
      ...{ name: 'layers-again', unit: 'ms', of: 'one run', value: Math.max(0, again - saved) },
      ...{ peer: whole, bar: against('the first analysis', 0.1) },
      parts: `${Math.round(again)} ms with one layer changed, its docker save ${Math.round(saved)} ms`,
    },
    ...(['open', 'filter', 'expand'] as const).map(
      (what): Measured => ({
        ...{ name: `layers-${what}`, unit: 'ms', value: worst(trees[what]) },
        ...{ bar: atMost(100, 'ms'), of: `worst of ${trees[what].length}` },
        parts: trees[what].map(Math.round).join(', '),
      }),
    ),
  ];
}

export const layers: Group = {
  name: 'layers',
  figures: [
    ...['layers-analysis', 'layers-memory', 'layers-again'],
    ...['layers-open', 'layers-filter', 'layers-expand'],
  ],
  async run(bench) {
    const size = bench.quick ? quickSize : fullSize;
    bench.say(`an image of ${size.layers} layers, ${size.layers * size.filesEach} files`);
    const images = await loadLayered(bench, size);
    try {
      return await measure(bench, images);
    } finally {
      // An engine may take its time; it goes with all it has at the end.
      for (const image of images) {
        await bench.raw.ask('DELETE', `/images/${image}?force=1`).catch(() => {});
      }
    }
  },
};
