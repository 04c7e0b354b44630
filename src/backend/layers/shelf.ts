/** The analyses that are held, and those that run: who asks for the same joins. */
import { randomUUID } from 'node:crypto';
import { refuse } from '../../contract/errors.ts';
import { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage, AnalysisEvent, LayerSource } from '../../contract/layers.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import { type LayerBytes, travelBytes } from './layer-bytes.ts';
import { readSource } from './read-source.ts';
import { type Stack, withShared } from './shared-layers.ts';
import type { RunningWorker } from './start-worker.ts';
import { keepWorker } from './worker-keeper.ts';

export interface Held {
  readonly image: AnalysedImage;
  readonly source: LayerSource;
  /** As it was opened for the analysis: a tag may have moved since, its bytes are still those. */
  readonly bytes: LayerBytes;
}

export interface Shelf {
  /** Ends after `done` or `asking`. Leaving it cancels when nobody else watches. */
  analyse(
    input: { source: LayerSource; agreed: boolean },
    signal: AbortSignal,
  ): AsyncGenerator<AnalysisEvent, void, undefined>;
  /** Throws `analysis-gone`. What is used is let go last. */
  use(id: AnalysisId): { held: Held; api: Api };
  /** The worker, whatever is held: for what it remembers. */
  worker(): Api;
  close(): Promise<void>;
}

type Api = RunningWorker['api'];

export interface ShelfOptions {
  /** Where layers are remembered. */
  readonly folder: string;
  open(source: LayerSource, signal: AbortSignal): Promise<LayerBytes>;
  /** The other images where the source comes from. */
  stacks(source: LayerSource, signal: AbortSignal): Promise<Stack[]>;
}

/** A person compares two and looks back at some: an analysis of 100,000 files takes some 20 MB. */
const heldMost = 6;

interface Run {
  readonly latest: Latest<AnalysisEvent>;
  /** Resolves when no event will come any more; rejects with what went wrong. */
  readonly over: Promise<void>;
  readonly stop: AbortController;
  watchers: number;
}

export function createShelf({ folder, open, stacks }: ShelfOptions): Shelf {
  const held = new Map<AnalysisId, Held>();
  const runs = new Map<string, Run>();
  const worker = keepWorker(folder, () => held.clear());

  function hold(one: Held): void {
    held.set(one.image.analysis, one);
    const [oldest] = held.keys();
    if (held.size <= heldMost || oldest === undefined) return;
    held.delete(oldest);
    worker
      .get()
      .api.layers.letGo({ analysis: oldest })
      .catch(() => {});
  }

  function alreadyHeld(source: LayerSource, identity: string | null): Held | undefined {
    if (identity === null) return undefined;
    const key = JSON.stringify(source);
    return [...held.values()].find(
      (one) => one.bytes.identity === identity && JSON.stringify(one.source) === key,
    );
  }

  async function work(
    input: { source: LayerSource; agreed: boolean },
    tell: (event: AnalysisEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const source = await open(input.source, signal);
    const before = alreadyHeld(input.source, source.identity);
    if (before !== undefined) {
      tell({ state: 'done', image: before.image });
      return;
    }
    const analysis = AnalysisId.parse(randomUUID());
    const question = input.agreed ? undefined : await ask(source);
    if (question !== undefined) {
      tell(question);
      return;
    }
    // An engine that cannot tell of its other images still has this one.
    const others = stacks(input.source, signal).catch(() => []);
    const reading = { source, analysis, tell, signal };
    const read = await readSource(worker.get().api, reading);
    const image = withShared(read, await others);
    hold({ image, source: input.source, bytes: source });
    tell({ state: 'done', image });
  }

  async function ask(source: LayerBytes): Promise<AnalysisEvent | undefined> {
    if (!source.remote) return undefined;
    const diffIds = source.facts?.layers.map(({ diffId }) => diffId) ?? [];
    const known = new Set(await worker.get().api.layers.known({ diffIds }));
    if (diffIds.length > 0 && diffIds.every((diffId) => known.has(diffId))) return undefined;
    return {
      ...{ state: 'asking', travelBytes: travelBytes(source, known) },
      ...{ layers: diffIds.length, knownLayers: known.size },
    };
  }

  function start(key: string, input: { source: LayerSource; agreed: boolean }): Run {
    const latest = createLatest<AnalysisEvent>({ state: 'preparing' });
    const stop = new AbortController();
    const over = work(input, latest.set, stop.signal).finally(() => {
      if (runs.get(key) === run) runs.delete(key);
      if (held.size === 0 && runs.size === 0) worker.rest();
    });
    over.catch(() => undefined);
    const run: Run = { latest, over, stop, watchers: 0 };
    runs.set(key, run);
    return run;
  }

  return {
    async *analyse(input, signal) {
      const key = JSON.stringify(input);
      const run = runs.get(key) ?? start(key, input);
      run.watchers += 1;
      const leaving = new AbortController();
      const ended = run.over.finally(() => leaving.abort());
      ended.catch(() => undefined);
      const either = AbortSignal.any([signal, leaving.signal]);
      let told: AnalysisEvent | undefined;
      try {
        for await (const event of run.latest.watch(either)) {
          told = event;
          yield event;
        }
        if (signal.aborted) return;
        await ended;
        const last = run.latest.get();
        if (last !== told) yield last;
      } finally {
        run.watchers -= 1;
        if (run.watchers === 0) {
          if (runs.get(key) === run) runs.delete(key);
          run.stop.abort();
        }
      }
    },
    use(id) {
      const found = held.get(id);
      if (found === undefined) {
        throw refuse('analysis-gone', 'This analysis was let go. Analyse the image again.');
      }
      held.delete(id);
      held.set(id, found);
      return { held: found, api: worker.get().api };
    },
    worker() {
      const { api } = worker.get();
      if (held.size === 0 && runs.size === 0) worker.rest();
      return api;
    },
    async close() {
      for (const run of runs.values()) run.stop.abort();
      held.clear();
      await worker.close();
    },
  };
}
