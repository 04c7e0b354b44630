import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebApp, type WebApp } from '../e2e/support/web-app.ts';
import { removeEngine, startEngine } from '../support/bed/engines.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { type Browser, launchBrowser } from './browser.ts';
import { type Figure, toFigure, unmeasured } from './figure.ts';
import { event } from './figures/event.ts';
import { exec20mb } from './figures/exec.ts';
import { execDrawn } from './figures/exec-drawn.ts';
import { idle1000 } from './figures/idle.ts';
import { keystroke } from './figures/keystroke.ts';
import { layers } from './figures/layers.ts';
import { list1000 } from './figures/list.ts';
import { log1m, logStalled } from './figures/log.ts';
import { pull } from './figures/pull.ts';
import { ssh } from './figures/ssh.ts';
import { start } from './figures/start.ts';
import { idleHosts, tenHosts } from './figures/ten-hosts.ts';
import { wanCut, wanKeystroke, wanList } from './figures/wan.ts';
import type { Bench, Group } from './group.ts';
import { createContainers, namesOf } from './population.ts';

/** In the order in which they run: those that want few containers come first. */
export const groups: readonly Group[] = [
  start,
  log1m,
  logStalled,
  exec20mb,
  execDrawn,
  pull,
  keystroke,
  wanList,
  wanKeystroke,
  wanCut,
  tenHosts,
  idleHosts,
  layers,
  list1000,
  event,
  idle1000,
  ssh,
];

const engineName = 'bench';

export interface BenchOptions {
  /** Names of groups; all without any. */
  readonly names: readonly string[];
  readonly quick: boolean;
  readonly signal: AbortSignal;
  say(text: string): void;
}

interface Opened extends Bench {
  /** Ends what the last group has opened. */
  endGroup(): Promise<void>;
  close(): Promise<void>;
}

async function open({ quick, say }: BenchOptions): Promise<Opened> {
  await removeEngine(engineName); // what a killed run has left
  const engine = await startEngine('docker-20', engineName);
  const raw = rawEngine(engine.socket);
  const scratch = await mkdtemp(join(tmpdir(), 'longshore-bench-'));
  const apps: WebApp[] = [];
  let browser: Promise<Browser> | undefined;
  let population = 0;
  return {
    ...{ engine, raw, quick, scratch, say },
    startApp: async (dockerHost = engine.dockerHost, prepare) => {
      const app = await startWebApp(dockerHost, prepare);
      apps.push(app);
      return app;
    },
    browser: () => {
      browser ??= launchBrowser();
      return browser;
    },
    populate: async (count) => {
      if (count > population) {
        say(`creating ${count - population} containers`);
        await createContainers(raw, { from: population, to: count });
        population = count;
      }
      return namesOf(population);
    },
    endGroup: async () => {
      for (const app of apps.splice(0)) await app.stop();
    },
    close: async () => {
      await (await browser)?.close();
      await rm(scratch, { recursive: true, force: true });
      await removeEngine(engineName);
    },
  };
}

async function measure(bench: Opened, group: Group): Promise<Figure[]> {
  try {
    const measured = await group.run(bench);
    return measured.map((one) => toFigure(one, !bench.quick));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return group.figures.map((name) => unmeasured(name, reason));
  } finally {
    await bench.endGroup();
  }
}

/** Measures the named groups on an engine of their own, which is removed at the end. */
export async function runBench(options: BenchOptions): Promise<Figure[]> {
  const { names, signal, say } = options;
  const chosen = groups.filter(({ name }) => names.length === 0 || names.includes(name));
  const [load = 0] = loadavg();
  if (load > 0.5) say(`this machine is busy (load ${load.toFixed(1)}): figures may be worse`);
  say('starting an engine');
  const bench = await open(options);
  const figures: Figure[] = [];
  try {
    for (const group of chosen) {
      if (signal.aborted) break;
      say(`── ${group.name}`);
      figures.push(...(await measure(bench, group)));
    }
  } finally {
    await bench.close();
  }
  return figures;
}
