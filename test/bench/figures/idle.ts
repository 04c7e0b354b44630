/** What an open list costs while nothing happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { countingProxy } from '../../support/counting-proxy.ts';
import { atMost, below, type Measured } from '../figure.ts';
import type { Bench, Group } from '../group.ts';
import { openList } from '../list-page.ts';
import { cpuSeconds, residentMiB } from '../process-usage.ts';
import { rowsOf } from './list.ts';

/** After the list is there: what was asked at the start has been answered. */
const settleMs = 5_000;

async function watchIdle(bench: Bench, proxy: Awaited<ReturnType<typeof countingProxy>>) {
  const rows = (await bench.populate(rowsOf(bench))).length;
  const seconds = bench.quick ? 5 : 60;
  const app = await bench.startApp(`unix://${proxy.socket}`);
  const { page } = await openList(await bench.browser(), { app, rows });
  await sleep(settleMs);
  bench.say(`idle for ${seconds} s`);
  const [requests, cpu] = [proxy.requests.length, await cpuSeconds(app.pid)];
  await sleep(seconds * 1_000);
  const asked = proxy.requests.slice(requests);
  const used = (await cpuSeconds(app.pid)) - cpu;
  const memory = await residentMiB(app.pid);
  await page.close();
  return { asked, percent: (100 * used) / seconds, memory, of: `one run of ${seconds} s` };
}

export const idle1000: Group = {
  name: 'idle-1000',
  figures: ['idle-requests', 'idle-cpu', 'idle-memory'],
  async run(bench): Promise<Measured[]> {
    const proxy = await countingProxy(bench.engine.socket);
    try {
      const { asked, percent, memory, of } = await watchIdle(bench, proxy);
      return [
        {
          ...{ name: 'idle-requests', unit: 'requests', value: asked.length, of },
          ...{ bar: atMost(0, 'requests'), parts: `asked: ${asked.slice(0, 5).join(', ')}` },
        },
        {
          ...{ name: 'idle-cpu', unit: '% of a core', value: percent, of },
          ...{ bar: below(1, '% of a core'), parts: 'no request was sent meanwhile' },
        },
        { name: 'idle-memory', unit: 'MiB', value: memory, of, bar: atMost(150, 'MiB') },
      ];
    } finally {
      await proxy.close();
    }
  },
};
