import type { WebApp } from '../e2e/support/web-app.ts';
import type { Engine } from '../support/bed/engines.ts';
import type { RawEngine } from '../support/raw-engine.ts';
import type { Browser } from './browser.ts';
import type { Measured } from './figure.ts';

/** What every benchmark has at hand. */
export interface Bench {
  /** A private engine with nothing else on it. */
  readonly engine: Engine;
  readonly raw: RawEngine;
  /** Small sizes and one run: only to see that the benchmark itself works. */
  readonly quick: boolean;
  /** For large files; removed at the end. */
  readonly scratch: string;
  /** Progress, on stderr. */
  say(text: string): void;
  /** The built web shell on the engine, or on a socket in front of it; ends with the group. */
  startApp(dockerHost?: string, prepare?: (home: string) => Promise<void>): Promise<WebApp>;
  browser(): Promise<Browser>;
  /** Tops the engine up to so many stopped containers. Gives their names. */
  populate(count: number): Promise<readonly string[]>;
}

/** Figures that are measured together. */
export interface Group {
  /** As it is asked for: `npm run bench log-1m`. */
  readonly name: string;
  readonly figures: readonly string[];
  run(bench: Bench): Promise<Measured[]>;
}

/** So many runs of each, after each other by turns: what slows the machine slows both. */
export async function byTurns<T extends Record<string, () => Promise<number>>>(
  runs: number,
  works: T,
): Promise<Record<keyof T, number[]>> {
  const names = Object.keys(works) as (keyof T)[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    keyof T,
    number[]
  >;
  for (let run = 0; run < runs; run += 1) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      found[name].push(await (works[name] as () => Promise<number>)());
    }
  }
  return found;
}

/** How long something took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
