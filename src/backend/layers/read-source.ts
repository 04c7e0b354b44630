import { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage, AnalysisEvent } from '../../contract/layers.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';
import type { LayerBytes, TopLayer } from './layer-bytes.ts';
import { lastOf, sendUp } from './send-up.ts';
import type { RunningWorker } from './start-worker.ts';

type Api = RunningWorker['api'];

export interface Reading {
  readonly source: LayerBytes;
  readonly analysis: AnalysisId;
  readonly tell: (event: AnalysisEvent) => void;
  readonly signal: AbortSignal;
}

/** Reads what the worker does not know yet. Throws what the source or the archive is at fault for. */
export async function readSource(api: Api, reading: Reading): Promise<AnalysedImage> {
  const { source, analysis, signal } = reading;
  const { facts, top } = source;
  if (top !== undefined && facts !== null) return withTop(api, reading, { facts, top });
  const diffIds = facts?.layers.map(({ diffId }) => diffId) ?? [];
  const known = new Set(
    diffIds.length === 0 ? [] : await api.layers.known({ diffIds }, { signal }),
  );
  if (facts !== null && diffIds.every((diffId) => known.has(diffId))) {
    return api.layers.compose({ analysis, facts }, { signal });
  }
  return readArchive(api, reading);
}

async function readArchive(api: Api, reading: Reading): Promise<AnalysedImage> {
  const { source, analysis, tell, signal } = reading;
  const { facts, image, name, travelBytes } = source;
  const layers = facts?.layers.length ?? 0;
  const input = {
    ...{ analysis, image, fileName: name, mayBeBare: facts === null },
    ...(facts === null ? {} : { said: facts }),
  };
  const events = sendUp(
    {
      open: (either) => api.layers.archive(input, { signal: either }),
      source: (either) => source.archive(either),
    },
    signal,
  );
  for await (const event of events) {
    if (event.kind === 'done') return event.image;
    if (event.doneBytes === 0) continue;
    const { doneBytes, layersDone } = event;
    tell({ state: 'reading', doneBytes, totalBytes: travelBytes, layersDone, layers });
  }
  throw new Error('the worker ended without an image');
}

/** The image first, then what the container has changed: known under a name of its own, for it has no digest. */
async function withTop(
  api: Api,
  { source, analysis, tell, signal }: Reading,
  { facts, top }: { facts: ImageFacts; top: TopLayer },
): Promise<AnalysedImage> {
  const base = AnalysisId.parse(`${analysis}-base`);
  try {
    const image = { ...source, top: undefined };
    await readSource(api, { source: image, analysis: base, tell, signal });
    const key = `container ${analysis}`;
    const events = sendUp(
      {
        open: (either) => api.layers.layer({ key }, { signal: either }),
        source: (either) => top.open(either),
      },
      signal,
    );
    await lastOf(events);
    return await api.layers.compose(
      { analysis, facts: withLayer(facts, { ...top, key }) },
      { signal },
    );
  } finally {
    api.layers.letGo({ analysis: base }).catch(() => {});
  }
}

function withLayer(facts: ImageFacts, { line, key }: TopLayer & { key: string }): ImageFacts {
  const place = facts.layers.length;
  return {
    ...facts,
    lines: [...facts.lines, { ...line, layer: place }],
    layers: [...facts.layers, { diffId: key, missing: 'no', storedAt: null }],
  };
}
