/** A second `npm start`: to the ready line, and on to a list in the browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { atMost, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { openProbe, partsOf, wanted } from '../list-page.ts';
import { type Loaded, listLoaded } from '../page/painted.ts';
import { runInto } from '../programs.ts';
import { median } from '../statistics.ts';

const root = resolve(import.meta.dirname, '../../..');
const readyLimitMs = 30_000;
const containers = 20;

/** As a person's terminal has it: nothing of the npm that runs this, and no other engine. */
function environment(bench: Bench, home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE)/i.test(name));
  const path = process.env.PATH?.split(':').filter((part) => !part.includes('node_modules/.bin'));
  return {
    ...Object.fromEntries(own),
    PATH: path?.join(':'),
    NPM_CONFIG_UPDATE_NOTIFIER: 'false', // it asks a registry now and then
    DOCKER_CONFIG: join(home, 'docker'),
    DOCKER_HOST: bench.engine.dockerHost,
    LONGSHORE_HOME: join(home, 'state'),
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('npm start has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"url"')) return (JSON.parse(line) as { url: string }).url;
  }
  throw new Error('npm start ended before it was ready');
}

/** One start, what is done with its address, and its end. Gives the milliseconds to the ready line. */
async function started(env: NodeJS.ProcessEnv, use: (url: string) => Promise<void>) {
  const from = performance.now();
  const child = spawn('npm', ['start', '--', '--web', '--no-open', '--json', '--port', '0'], {
    ...{ cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] as const, detached: true },
  });
  const group = -(child.pid ?? 0);
  const timer = setTimeout(() => process.kill(group, 'SIGKILL'), readyLimitMs);
  const ended = once(child, 'exit');
  try {
    const url = await readyUrl(child);
    const readyMs = performance.now() - from;
    clearTimeout(timer);
    await use(url);
    return readyMs;
  } finally {
    clearTimeout(timer);
    if (child.exitCode === null) process.kill(group, 'SIGTERM');
    await ended;
  }
}

async function measureStarts(bench: Bench, home: string) {
  const browser = await bench.browser();
  const env = environment(bench, home);
  const runs = bench.quick ? 1 : 5;
  const loads: Loaded[] = [];
  const rows = (await bench.populate(containers)).length;
  const open = async (url: string) => {
    const page = await openProbe(browser);
    await page.goto(url);
    loads.push(await page.run(listLoaded, wanted(rows)));
    await page.close();
  };
  bench.say('the first start, which is not measured');
  await started(env, async () => {});
  bench.say(`${runs} further starts`);
  const took = await byTurns(runs, {
    own: () => started(env, open),
    npm: () => timed(() => runInto('/dev/null', ['npm', '--version'], env)),
  });
  return { ready: took.own, npm: took.npm, loads };
}

export const start: Group = {
  name: 'start',
  figures: ['start-ready', 'start-list'],
  async run(bench): Promise<Measured[]> {
    const home = await mkdtemp(join(bench.scratch, 'start-'));
    const { ready, npm, loads } = await measureStarts(bench, home);
    await rm(home, { recursive: true, force: true });
    const of = `median of ${ready.length}`;
    const list = loads.map((load) => load.paintedMs - load.requestedMs);
    return [
      {
        ...{ name: 'start-ready', unit: 's', value: median(ready) / 1000 },
        ...{ peer: median(npm) / 1000, of: `${of}; peer: npm --version`, bar: atMost(1.2, 's') },
        parts: `runs ${ready.map(Math.round).join(', ')} ms, npm alone ${Math.round(median(npm))} ms`,
      },
      {
        ...{ name: 'start-list', unit: 's', value: median(list) / 1000, of },
        ...{ bar: atMost(1, 's'), parts: partsOf(loads) },
      },
    ];
  },
};
