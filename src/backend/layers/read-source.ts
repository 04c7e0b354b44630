import { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage, AnalysisEvent } from '../../contract/layers.ts';
import type { HistoryLine, ImageFacts } from '../../engine/layers/facts.ts';
import {
  type ArchiveBytes,
  type LayerBytes,
  type SingleLayers,
  type TopLayer,
  travelBytes,
} from './layer-bytes.ts';
import { lastOf, sendUp } from './send-up.ts';
import type { RunningWorker } from './start-worker.ts';

export interface Reading {
  readonly source: LayerBytes;
  readonly analysis: AnalysisId;
  readonly tell: (event: AnalysisEvent) => void;
  readonly signal: AbortSignal;
}

/** Reads what the worker does not know yet. Throws what the source or the archive is at fault for. */
export async function readSource(worker: RunningWorker, reading: Reading): Promise<AnalysedImage> {
  const { source, analysis, signal } = reading;
  const { facts, from, top } = source;
  if (top !== undefined && facts !== null) return withTop(worker, reading, { facts, top });
  const diffIds = facts?.layers.map(({ diffId }) => diffId) ?? [];
  const known = new Set(
    diffIds.length === 0 ? [] : await worker.api.layers.known({ diffIds }, { signal }),
  );
  const whole =
    facts?.layers.every(({ diffId, missing }) => missing !== 'no' || known.has(diffId)) ?? false;
  if (!whole && from.kind === 'archive') return readArchive(worker, reading, from);
  if (facts === null) throw new TypeError('single layers come with their facts');
  if (!whole && from.kind === 'layers') await readLayers(worker, reading, { from, known });
  return worker.api.layers.compose({ analysis, facts }, { signal });
}

async function readArchive(
  worker: RunningWorker,
  { source, analysis, tell, signal }: Reading,
  from: ArchiveBytes,
): Promise<AnalysedImage> {
  const { facts, name, travelBytes: totalBytes } = source;
  const layers = facts?.layers.length ?? 0;
  const input = {
    ...{ analysis, image: from.image, fileName: name, mayBeBare: facts === null },
    ...(facts === null ? {} : { said: facts }),
  };
  const events = sendUp(
    {
      worker,
      open: (lane, either) => worker.api.layers.archive({ ...input, lane }, { signal: either }),
      source: from.open,
    },
    signal,
  );
  for await (const event of events) {
    if (event.kind === 'done') return event.image;
    if (event.doneBytes === 0) continue;
    const { doneBytes, layersDone } = event;
    tell({ state: 'reading', doneBytes, totalBytes, layersDone, layers });
  }
  throw new Error('the worker ended without an image');
}

/** One after the other: the worker reads one at a time anyway. */
async function readLayers(
  worker: RunningWorker,
  { source, tell, signal }: Reading,
  { from, known }: { from: SingleLayers; known: Set<string> },
): Promise<void> {
  const layers = source.facts?.layers ?? [];
  const totalBytes = travelBytes(source, known);
  let before = 0;
  for (const [place, { diffId, missing }] of layers.entries()) {
    // What lies elsewhere is not fetched: it is shown as missing.
    if (known.has(diffId) || missing !== 'no') continue;
    const progress = (doneBytes: number): AnalysisEvent => ({
      ...{ state: 'reading', doneBytes: before + doneBytes, totalBytes },
      ...{ layersDone: known.size, layers: layers.length },
    });
    const events = sendUp(
      {
        worker,
        open: (lane, either) => worker.api.layers.layer({ diffId, lane }, { signal: either }),
        source: (either) => from.open(place, either),
        onBytes: (doneBytes) => tell(progress(doneBytes)),
      },
      signal,
    );
    await lastOf(events);
    known.add(diffId);
    before += from.sizesBytes[place] ?? 0;
  }
}

/** The image first, then what the container has changed. */
async function withTop(
  worker: RunningWorker,
  { source, analysis, tell, signal }: Reading,
  { facts, top }: { facts: ImageFacts; top: TopLayer },
): Promise<AnalysedImage> {
  const base = AnalysisId.parse(`${analysis}-base`);
  try {
    const image = { ...source, top: undefined };
    await readSource(worker, { source: image, analysis: base, tell, signal });
    const events = sendUp(
      {
        worker,
        open: (lane, either) => worker.api.layers.layer({ diffId: null, lane }, { signal: either }),
        source: (either) => top.open(either),
      },
      signal,
    );
    const { diffId } = await lastOf(events);
    const both = withLayer(facts, { diffId, line: top.line });
    return await worker.api.layers.compose({ analysis, facts: both }, { signal });
  } finally {
    worker.api.layers.letGo({ analysis: base }).catch(() => {});
  }
}

function withLayer(
  facts: ImageFacts,
  { line, diffId }: { line: HistoryLine; diffId: string },
): ImageFacts {
  const place = facts.layers.length;
  return {
    ...facts,
    lines: [...facts.lines, { ...line, layer: place }],
    layers: [...facts.layers, { diffId, missing: 'no', storedAt: null }],
  };
}
