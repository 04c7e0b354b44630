import type { AnalysisId } from '../../contract/ids.ts';
import type { FileContent, FileEvent } from '../../contract/layers.ts';
import { createLatest } from '../flow/latest.ts';
import { travelOfLayers } from './layer-bytes.ts';
import { partsOf } from './read-again.ts';
import { lastOf, sendUp } from './send-up.ts';
import type { Shelf } from './shelf.ts';

const progressMs = 100;

export interface FileQuestion {
  readonly analysis: AnalysisId;
  readonly layer: number;
  readonly node: number;
  readonly below: boolean;
  readonly agreed: boolean;
}

/** One file, and the same path below: the source is read until both have come. */
export async function* readFile(
  shelf: Shelf,
  { agreed, ...question }: FileQuestion,
  signal: AbortSignal,
): AsyncGenerator<FileEvent, void, undefined> {
  const { analysis } = question;
  const { held, worker, api } = shelf.use(analysis);
  const { path, ...wants } = await api.layers.fileWants(question, { signal });
  const sides = [wants.content, wants.below];
  const entries = sides.filter((entry) => entry !== null);
  const places = entries.map(({ layer }) => layer);
  const totalBytes = travelOfLayers(held.bytes, places);
  if (entries.length > 0 && held.bytes.remote && !agreed) {
    yield { state: 'asking', travelBytes: totalBytes };
    return;
  }
  const latest = createLatest<FileEvent>({ state: 'preparing' }, { gapMs: progressMs });
  const found = new Map<object, FileContent>();

  async function read(): Promise<void> {
    for (const { wanted, alone, open } of partsOf(held, entries, ({ layer }) => layer)) {
      const input = { analysis, alone, entries: [...wanted] };
      const answers = sendUp(
        {
          worker,
          open: (lane, either) => api.layers.file({ ...input, lane }, { signal: either }),
          source: open,
          onBytes: (doneBytes) => latest.set({ state: 'reading', doneBytes, totalBytes }),
        },
        signal,
      );
      const contents = await lastOf(answers);
      for (const [at, entry] of wanted.entries()) found.set(entry, contents[at] as FileContent);
    }
  }

  const over = new AbortController();
  const reading = read().finally(() => over.abort());
  reading.catch(() => undefined);
  yield* latest.watch(AbortSignal.any([signal, over.signal]));
  await reading;
  const [content = null, below = null] = sides.map((entry) => entry && (found.get(entry) ?? null));
  yield { state: 'done', path, content, below };
}
